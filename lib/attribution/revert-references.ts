import { withoutFencedCode } from './markdown'

/** A pull request or commit that a repair names. */
export interface NamedTarget {
  /** owner/name; null for a commit. */
  repository: string | null
  number: number | null
  /** At least 7 hexadecimal digits of a merge commit. */
  oid: string | null
  /** The text that names it. */
  reference: string
}

/** GitHub's own title; "Reapply" undoes a revert and repairs nothing. */
export const REVERT_TITLE = /^\s*Revert:? +["“]/i
const REVERTS_LINE = /^[ \t]*Reverts?:?[ \t]+(?:pull request[ \t]+)?((?:(?:[\w.-]+\/[\w.-]+)?#\d+(?:[ \t]*(?:,|and|&)[ \t]*)?)+)/gim
const REVERTS_COMMIT = /\bThis reverts commits?[ \t]+([0-9a-f]{7,40})\b/gi
const NUMBER = /([\w.-]+\/[\w.-]+)?#(\d+)/g
/** A merge that was taken back: the merge commit's own headline. */
const TITLE_MERGE = /^\s*Revert:? +["“]Merge (?:pull request )?#(\d+)\b/i
const TITLE_NUMBER = /\(#(\d+)\)\s*["”]?\s*$/

/**
 * What a revert names: "Reverts owner/repo#N" in the body; else the merge that its title quotes; else "This reverts
 * commit <sha>" in the body or its commits; else the number that squashing left in the quoted title. The first form that is there is taken alone: a commit and a
 * number would name the same pull request twice.
 */
export function listRevertReferences({
  title,
  body,
  commits,
  repository,
}: {
  title: string
  body: string
  commits: { message: string }[]
  repository: string
}): NamedTarget[] {
  const prose = withoutFencedCode(body).replace(/^[ \t]*>.*$/gm, '')
  const numbered = [...prose.matchAll(REVERTS_LINE)].flatMap((line) =>
    [...(line[1] ?? '').matchAll(NUMBER)].map((match) => ({
      repository: match[1] ?? repository,
      number: Number(match[2]),
      oid: null,
      reference: line[0].trim(),
    })),
  )
  if (numbered.length > 0) return toDistinct(numbered)
  const ofTitle = (match: RegExpExecArray | null) =>
    match ? [{ repository, number: Number(match[1]), oid: null, reference: title.trim() }] : []
  const merge = TITLE_MERGE.exec(title)
  if (merge) return ofTitle(merge)
  // Commits alone do not make a revert: a branch often takes back one of its own.
  const texts = REVERT_TITLE.test(title) ? [prose, ...commits.map(({ message }) => message)] : [prose]
  const committed = texts.flatMap((text) =>
    [...text.matchAll(REVERTS_COMMIT)].map((match) => ({
      repository: null,
      number: null,
      oid: (match[1] ?? '').toLowerCase(),
      reference: match[0].trim(),
    })),
  )
  if (committed.length > 0) return toDistinct(committed)
  return REVERT_TITLE.test(title) ? ofTitle(TITLE_NUMBER.exec(title)) : []
}

export function toDistinct(targets: NamedTarget[]): NamedTarget[] {
  const distinct = new Map<string, NamedTarget>()
  for (const target of targets) {
    const key = target.oid ? `commit ${target.oid.slice(0, 7)}` : `${target.repository?.toLowerCase() ?? ''}#${target.number ?? ''}`
    if (!distinct.has(key)) distinct.set(key, target)
  }
  return [...distinct.values()]
}
