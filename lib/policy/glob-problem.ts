import picomatch from 'picomatch'
import { isHardGlob } from './hard-globs'

/**
 * What is wrong with a path glob, in words that follow its key; null: nothing. All of these compile and would match no
 * file, so that nobody would notice: paths on GitHub have no leading slash and their folders no file of their own.
 */
export function findGlobProblem(glob: string): string | null {
  if (/^\.{0,2}\//.test(glob))
    return `must begin at the root of the repository, without ${glob.slice(0, glob.indexOf('/') + 1)} in front, such as services/billing/**`
  if (glob.includes('\\')) return 'must have / between folders, such as services/billing/**'
  if (glob.startsWith('!')) return 'must say which files it holds, not which it leaves out, such as services/billing/**'
  if (glob.endsWith('/')) return `must match files, not a folder: ${glob}** holds everything below it`
  if (!isBalanced(glob, '{', '}') || !isBalanced(glob, '[', ']')) return 'must close every { and [ it opens'
  // A list that repeats, such as +(a|aa), has no bound at all.
  if (isHardGlob(glob) || /[+*]\(/.test(glob))
    return 'must be simpler: at most four * in the name of a file or folder, four ** and no +( or *( lists'
  return isCompiled(glob) ? null : 'must be a path glob such as services/billing/**'
}

function isBalanced(text: string, open: string, close: string): boolean {
  let depth = 0
  for (const character of text) {
    if (character === open) depth += 1
    if (character === close) depth -= 1
    if (depth < 0) return false
  }
  return depth === 0
}

function isCompiled(glob: string): boolean {
  try {
    picomatch.makeRe(glob)
    return true
  } catch {
    return false
  }
}
