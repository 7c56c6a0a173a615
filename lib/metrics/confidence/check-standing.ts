import type { ConfidenceReason } from '@/lib/metrics/history/pull-request-evaluation'

/**
 * Whether the checks were green at an instant (METRICS section 3, c).
 *
 * With the rule of the day: each of its contexts, matched by name, green on the head; a rule without contexts asks for
 * none. With a rule that was first read later: those of its contexts that reported on the head (`rule_assumed`). Without
 * a readable rule: every check reported on the head. None reported: holds, marked `no_checks`. Expired or unreadable: what is reported is judged, what is absent is
 * unknown. Green is SUCCESS, NEUTRAL or SKIPPED. A check that still runs or never ran is missing, not failed.
 */
export interface CheckRun {
  commitOid: string
  name: string
  /** null while it runs. */
  conclusion: string | null
  /** null: no date, then it counts as last read. */
  completedAt: Date | null
}

export type ChecksBasis = 'rule' | 'rule_assumed' | 'all_reported' | 'no_checks' | 'unreadable'

export interface ChecksInput {
  /** null: no rule readable; []: the rule asks for none. */
  requiredChecks: readonly string[] | null
  /** The rule was first read after the merge. */
  isRuleAssumed?: boolean
  checks: readonly CheckRun[]
  areChecksReadable: boolean
}

const GREEN = new Set(['SUCCESS', 'NEUTRAL', 'SKIPPED'])
// States of commit statuses and check runs that have not come to a conclusion.
const UNDECIDED = new Set(['PENDING', 'EXPECTED', 'QUEUED', 'IN_PROGRESS', 'WAITING', 'REQUESTED'])

export function judgeChecks(
  { requiredChecks, isRuleAssumed = false, checks, areChecksReadable }: ChecksInput,
  headOid: string | null,
  at: Date,
): { reasons: ConfidenceReason[]; basis: ChecksBasis } {
  const latest = latestByName(
    checks.filter((check) => headOid === null || check.commitOid === headOid),
    at,
  )
  const asked = requiredChecks ?? [...latest.keys()]
  // What is required now may not have been then: a check that nobody reported was not missing.
  const names = isRuleAssumed ? asked.filter((name) => latest.has(name)) : asked
  const reasons: ConfidenceReason[] = []
  for (const name of names) {
    const conclusion = latest.get(name) ?? null
    if (conclusion !== null && !GREEN.has(conclusion)) reasons.push('check_failed')
    else if (conclusion === null) reasons.push(areChecksReadable ? 'check_missing' : 'checks_unknown')
  }
  // Without a rule nobody knows which checks are gone.
  const mayHaveExpired = !requiredChecks || (isRuleAssumed && names.length < asked.length)
  if (mayHaveExpired && !areChecksReadable && !reasons.includes('checks_unknown')) reasons.push('checks_unknown')
  return { reasons, basis: toBasis(requiredChecks, isRuleAssumed, areChecksReadable, latest.size) }
}

function toBasis(
  requiredChecks: readonly string[] | null,
  isRuleAssumed: boolean,
  areChecksReadable: boolean,
  reported: number,
): ChecksBasis {
  if (!areChecksReadable) return 'unreadable'
  if (requiredChecks) return isRuleAssumed ? 'rule_assumed' : 'rule'
  return reported === 0 ? 'no_checks' : 'all_reported'
}

/** The last conclusion of each check up to the instant; null: it had not come to one. */
function latestByName(checks: readonly CheckRun[], at: Date): Map<string, string | null> {
  const latest = new Map<string, CheckRun>()
  for (const check of checks) {
    const isLater = check.completedAt !== null && check.completedAt > at
    const known = isLater ? { ...check, conclusion: null, completedAt: null } : check
    const before = latest.get(check.name)
    if (!before || rank(known) >= rank(before)) latest.set(check.name, known)
  }
  return new Map([...latest].map(([name, check]) => [name, toConclusion(check)]))
}

/** A run without a conclusion never hides one that has it; of two conclusions the later counts. */
function rank(check: CheckRun): number {
  if (toConclusion(check) === null) return -1
  return check.completedAt?.getTime() ?? 0
}

function toConclusion({ conclusion }: CheckRun): string | null {
  const upper = conclusion?.toUpperCase() ?? null
  return upper === null || UNDECIDED.has(upper) ? null : upper
}
