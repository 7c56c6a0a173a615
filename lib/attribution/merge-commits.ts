/**
 * What a commit's headline says of a merge; GitHub would tell its parents only for a connection a commit. Two questions
 * are asked of it. Of lines and references: is it any merge, whose additions and words are those of others? Of heads,
 * pushes and authors: does it bring in nothing but the base, so that what was approved is still what is there?
 */

/** GitHub's own headline, and git's: the additions are another branch's, nobody's of this pull request. */
export function isMergeCommit(message: string): boolean {
  return /^Merge (?:(?:remote-tracking )?branch(?:es)? '|pull request #\d+ from |[0-9a-f]{7,40} into [0-9a-f]{7,40})/.test(message)
}

// GitHub's "Update branch" button and `git merge main` write these headlines.
const MERGE_OF_BASE = /^Merge (?:remote-tracking )?(?:branch|commit) '([^']+)'(?: of \S+)?(?: into \S+)?\s*$/

/** Whether the commit merges one of the bases into the branch. */
export function isMergeOfBase(message: string, bases: readonly string[]): boolean {
  const headline = message.split('\n', 1)[0] ?? ''
  const merged = MERGE_OF_BASE.exec(headline)?.[1]
  if (merged === undefined) return /^Merge [0-9a-f]{40} into [0-9a-f]{40}\s*$/.test(headline)
  return bases.some((base) => merged === base || merged.endsWith(`/${base}`))
}
