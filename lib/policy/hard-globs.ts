/**
 * Globs and paths that would hold the machine. A glob is matched by trying every place for each of its stars, so its cost
 * is the length of the path to the power of them: both are bounded here, far above what people write.
 */

/** Beyond these no file system that people work on can hold the path: no glob matches it. */
const MOST_PATH = 1_024
const MOST_NAME = 255

export function isMatchable(path: string): boolean {
  return path.length <= MOST_PATH && (path.length <= MOST_NAME || path.split('/').every((name) => name.length <= MOST_NAME))
}

const MOST_STARS = 4
const MOST_GLOB = 1_024

/** Whether matching it could take longer than anybody waits. */
export function isHardGlob(glob: string): boolean {
  if (glob.length > MOST_GLOB) return true
  const names = glob.split('/')
  const countStars = (name: string) => name.split('*').length - 1
  return names.filter((name) => name === '**').length > MOST_STARS || names.some((name) => name !== '**' && countStars(name) > MOST_STARS)
}
