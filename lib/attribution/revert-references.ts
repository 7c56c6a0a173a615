import { shorten } from '@/lib/facts/outside-text'
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
const REVERTS = /^[ \t]*Reverts?:?[ \t]+(?:pull request[ \t]+)?/gim
const REVERTS_COMMIT = /\bThis reverts commits?[ \t]+([0-9a-f]{7,40})\b/gi
/** One after another, from where the line begins to name them. */
const LISTED_NUMBER = /([\w.-]+\/[\w.-]+)?#(\d+)(?:[ \t]*(?:,|and|&)[ \t]*)?/gy
/** A merge that was taken back: the merge commit's own headline. */
const TITLE_MERGE = /^\s*Revert:? +["“]Merge (?:pull request )?#(\d+)\b/i
const TITLE_NUMBER = /\(#(\d+)\)\s*["”]?$/
/** What is shown of a line or title that names something; GitHub's titles are shorter. */
const REFERENCE_CHARACTERS = 300

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
  const numbered = [...prose.matchAll(REVERTS)].flatMap(({ index, 0: verb }) => {
    const from = index + verb.length
    const end = prose.indexOf('\n', from)
    const listed = [...prose.slice(from, end === -1 ? undefined : end).matchAll(LISTED_NUMBER)]
    const reference = shorten(`${verb}${listed.map(([text]) => text).join('')}`.trim(), REFERENCE_CHARACTERS)
    return listed.map((match) => ({ repository: match[1] ?? repository, number: Number(match[2]), oid: null, reference }))
  })
  if (numbered.length > 0) return toDistinct(numbered)
  const ofTitle = (match: RegExpExecArray | null) =>
    match ? [{ repository, number: Number(match[1]), oid: null, reference: shorten(title.trim(), REFERENCE_CHARACTERS) }] : []
  const merge = TITLE_MERGE.exec(title)
  if (merge) return ofTitle(merge)
  // Commits alone do not make a revert: a branch often takes back one of its own.
  const texts = REVERT_TITLE.test(title) ? [prose, ...commits.map(({ message }) => message)] : [prose]
  const committed = texts.flatMap((text) =>
    [...text.matchAll(REVERTS_COMMIT)].map((match) => ({
      repository: null,
      number: null,
      oid: (match[1] ?? '').toLowerCase(),
      reference: shorten(match[0].trim(), REFERENCE_CHARACTERS),
    })),
  )
  if (committed.length > 0) return toDistinct(committed)
  return REVERT_TITLE.test(title) ? ofTitle(TITLE_NUMBER.exec(title.trimEnd())) : []
}

/** Pull requests are counted in 32 bits: a larger number in a text is nobody's. */
const MOST_NUMBER = 2_147_483_647

/** Each target once, without those that cannot be. */
export function toDistinct(targets: NamedTarget[]): NamedTarget[] {
  const distinct = new Map<string, NamedTarget>()
  for (const target of targets) {
    if (target.number !== null && target.number > MOST_NUMBER) continue
    const key = target.oid ? `commit ${target.oid.slice(0, 7)}` : `${target.repository?.toLowerCase() ?? ''}#${target.number ?? ''}`
    if (!distinct.has(key)) distinct.set(key, target)
  }
  return [...distinct.values()]
}
