import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { computeAgreement } from '@/lib/metrics/statistics/agreement'
import { wilson } from '@/lib/metrics/statistics/intervals'
import type { RealSource } from './real-pull-requests'
import file from './read-by-two.json'

/**
 * Forty merges of 2024 and 2025, drawn by a seed and read by two readers who knew neither each other's answers nor the
 * verdicts of the rules. Held: whose answers, never whose words.
 */
export type Question = 'finalPatch' | 'defect' | 'why' | 'verification' | 'dialogue'
type Answer = boolean | null

export interface ReadMerge {
  key: string
  /** By question; null: the source does not say enough to answer. */
  first: Record<Question, Answer>
  second: Record<Question, Answer>
}

const QUESTIONS: Question[] = ['finalPatch', 'defect', 'why', 'verification', 'dialogue']

export function listReadMerges(source: RealSource): ReadMerge[] {
  const toAnswers = (answers: (number | null)[]) =>
    Object.fromEntries(
      QUESTIONS.map((question) => {
        const answer = answers[file.questions.indexOf(question)] ?? null
        return [question, answer === null ? null : answer === 1]
      }),
    ) as Record<Question, Answer>
  return file.read
    .filter((one) => one.source === source)
    .map(({ key, first, second }) => ({ key, first: toAnswers(first), second: toAnswers(second) }))
}

/** What the rules answer; null: they say that they cannot tell, or do not count it. */
export function answerByRule({ reasons, confidence, defects, trail }: NarrowEvaluation): Record<Question, Answer> {
  const unapproved = reasons.includes('no_qualified_approval') || reasons.includes('stale_approval')
  const met = (element: 'why' | 'verification' | 'dialogue') => (trail ? trail.met.includes(element) : null)
  return {
    finalPatch: confidence === null || reasons.includes('patch_unknown') ? null : !unapproved,
    defect: defects ? defects.caughtStrict > 0 : null,
    why: met('why'),
    verification: met('verification'),
    dialogue: met('dialogue'),
  }
}

export interface AgreementWithReaders {
  /** Of the merges on which both readers say the same and the rule says something. */
  agreed: number
  of: number
  /** Wilson, 95 %. */
  interval: string | null
  /** Where the rule says the other. */
  saysYes: string[]
  saysNo: string[]
  /** The readers say the same and the rule cannot tell. */
  untold: string[]
  /** The readers do not say the same. */
  contested: string[]
  /** Cohen's κ of the two readers; null where chance alone explains their agreement, or nobody answered. */
  kappa: number | null
}

export function compareWithReaders(
  merges: ReadMerge[],
  rules: Map<string, Record<Question, Answer>>,
): Record<Question, AgreementWithReaders> {
  return Object.fromEntries(QUESTIONS.map((question) => [question, compare(question, merges, rules)])) as Record<
    Question,
    AgreementWithReaders
  >
}

function compare(question: Question, merges: ReadMerge[], rules: Map<string, Record<Question, Answer>>): AgreementWithReaders {
  const answered = merges
    .map(({ key, first, second }) => ({ key, first: first[question], second: second[question], rule: rules.get(key)?.[question] ?? null }))
    .filter(({ first, second }) => first !== null && second !== null)
  const same = answered.filter(({ first, second }) => first === second)
  const told = same.filter(({ rule }) => rule !== null)
  const agreed = told.filter(({ first, rule }) => rule === first).length
  const interval = wilson(agreed, told.length)
  const count = (first: boolean, second: boolean) => answered.filter((one) => one.first === first && one.second === second).length
  const keys = (list: { key: string }[]) => list.map(({ key }) => key)
  return {
    agreed,
    of: told.length,
    interval: interval && `${interval.low.toFixed(2)}–${interval.high.toFixed(2)}`,
    saysYes: keys(told.filter(({ first, rule }) => rule === true && first === false)),
    saysNo: keys(told.filter(({ first, rule }) => rule === false && first === true)),
    untold: keys(same.filter(({ rule }) => rule === null)),
    contested: keys(answered.filter(({ first, second }) => first !== second)),
    kappa: computeAgreement({
      bothYes: count(true, true),
      onlyFirst: count(true, false),
      onlySecond: count(false, true),
      bothNo: count(false, false),
    }).kappa,
  }
}
