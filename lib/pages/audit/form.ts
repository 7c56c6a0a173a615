/** What the forms of the hand audit and those who read them agree on. */

/** Radio buttons of an item are called this and its key. */
export const ANSWER_PREFIX = 'item:'

/** Why a sample was not drawn, in the address that leads back to the form. */
export const AUDIT_PROBLEM_KEYS = ['kind', 'from', 'to', 'order', 'seed', 'withheld', 'nothing', 'unsynced', 'busy', 'unknown'] as const
export type AuditProblem = (typeof AUDIT_PROBLEM_KEYS)[number]

const PROBLEMS: Record<AuditProblem, string> = {
  kind: 'Choose what to audit: review threads or escapes.',
  from: 'The first day must be a date such as 2026-06-01.',
  to: 'The last day must be a date such as 2026-06-30.',
  order: 'The first day must not come after the last.',
  seed: 'The seed must be a whole number from 0 to 2,147,483,647.',
  withheld: 'These days have fewer than five contributors, so no pull request of them is listed. Choose a longer range.',
  nothing: 'The catch rate counts nothing of this kind in these days: merges must be 30 days old. Choose earlier days.',
  unsynced: 'No sync has completed yet: there is nothing to draw from.',
  busy: 'Too much is being computed at once. Nothing was drawn; send it again in a moment.',
  unknown: 'There is no such audit. It may be of another organisation.',
}

/** The line for the address; null: nothing is wrong, or nothing that we said. */
export function explainAuditProblem(key: string | undefined): string | null {
  const known = AUDIT_PROBLEM_KEYS.find((problem) => problem === key)
  return known ? PROBLEMS[known] : null
}

/** What saving answers came to, in the address that leads back to them. */
export type AuditSaid = 'saved' | 'missing' | 'closed'

/** `missing` is read from the database, never from the address. */
export function explainAuditSaid(
  said: string | undefined,
  { missing, isFinished }: { missing: number; isFinished: boolean },
): string | null {
  if (said === 'closed') return isFinished ? 'This audit was finished before, so nothing was changed.' : null
  if (isFinished || (said !== 'saved' && said !== 'missing')) return null
  const left = missing === 0 ? 'every item has an answer' : `${missing} ${missing === 1 ? 'item has' : 'items have'} no answer yet`
  if (said === 'saved') return `Saved: ${left}.`
  return missing === 0 ? null : `Not finished: ${left}. What was answered is kept.`
}
