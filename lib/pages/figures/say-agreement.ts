import { wilson } from '@/lib/metrics/statistics/intervals'
import { READ_BY_PEOPLE } from '@/lib/policy/read-by-people'
import { formatCount, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'

// What people who read real merges said of a rule: a rule that misses is not to be read merge by merge.

type Question = keyof typeof READ_BY_PEOPLE

/** "27 of 36 (75 %, 59–86 %)" */
export function printAgreement(question: Question): string {
  const { agreed, of } = READ_BY_PEOPLE[question]
  const interval = wilson(agreed, of)
  return `${formatCount(agreed)} of ${formatCount(of)} (${formatShare(agreed / of)}, ${formatShareRange(interval?.low ?? null, interval?.high ?? null)})`
}

/** Beside a trail's figure, in a few words. */
export const WHY_IN_SHORT = `readers agree on ${formatShare(READ_BY_PEOPLE.why.agreed / READ_BY_PEOPLE.why.of)} of whys`

/** The same for a chapter, where it is printed. */
export function sayTrailAgreementInShort(): string {
  return `Two people who read real merges agreed with the rule about the why on ${printAgreement('why')}: good for a trend, not for one merge.`
}

export function sayCatchAgreementInShort(): string {
  const { found, there } = READ_BY_PEOPLE.defect
  return `Of ${formatCount(there)} catches that people found in real merges the rule found ${found === 0 ? 'none' : formatCount(found)}: a lower bound.`
}

export function sayTrailAgreement(): string {
  const { found, there } = READ_BY_PEOPLE.why
  return (
    `Two people who read the same real merges agreed with the rule about the why on ${printAgreement('why')}, about verification on ${printAgreement('verification')}, about dialogue on ${printAgreement('dialogue')}. ` +
    `Of ${formatCount(there)} whys that they found the rule found ${formatCount(found)}: coverage is good for a trend, not for a judgement of one merge.`
  )
}

export function sayCatchAgreement(): string {
  const { found, there, of } = READ_BY_PEOPLE.defect
  return `In ${formatCount(of)} real merges two people found ${formatCount(there)} in which review caught a functional defect; the rule found ${found === 0 ? 'none of them' : formatCount(found)}, and saw none where there was none. What is counted as caught is a lower bound.`
}
