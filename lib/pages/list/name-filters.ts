import { FILTER_VALUES, type FilterName, type FilterValue } from '@/lib/metrics/lists/pull-request-filter'
import type { AiEvidenceTier, PullRequestClass } from '@/lib/metrics/history/pull-request-evaluation'
import type { MissingControl, TierCompliance } from '@/lib/policy/tier-compliance'
import { toSort } from './address'
import { REASON_WORDS, STATUS_WORDS } from '@/lib/pages/words/name-reasons'

/** The vocabulary of lists in words a reader knows: what stands in the filters, in the words that remove them, and in lines. */

export const COMPLIANCE_WORDS: Record<TierCompliance, string> = {
  compliant: 'met',
  not_compliant: 'not met',
  not_assessable: 'not assessable',
}

export const CONTROL_WORDS: Record<MissingControl, string> = {
  approvals: 'approvals',
  maintainer: 'a maintainer’s approval',
  rollback_note: 'a rollback note',
  confidence: 'confidence',
}

export const AI_TIER_WORDS: Record<AiEvidenceTier, string> = {
  L4: 'lines measured',
  L3: 'written by an agent',
  L2: 'co-authored with AI',
  L1: 'weak sign of AI, not counted as evidence',
  L0: 'unknown: no evidence',
  human: 'attested as human',
}

const CLASS_WORDS: Record<PullRequestClass | 'otherBase', string> = {
  authored: 'written by a person or an agent',
  dependencyBot: 'dependency bot',
  otherBot: 'another bot',
  revert: 'revert',
  backMerge: 'back-merge',
  release: 'release',
  otherBase: 'its base is no protected branch',
}

export const MANIFEST_WORDS = {
  reviewed: 'approved by a maintainer',
  not_reviewed: 'no maintainer approved it',
  not_assessable: 'not assessable',
} as const

interface Words<Name extends FilterName> {
  /** Beside the control of the form. */
  label: string
  values: Record<FilterValue<Name>, string>
  /** Before the value in the word that removes it; empty where the value says it all. */
  prefix: string
}

const TIER_VALUES = { T0: 'T0', T1: 'T1', T2: 'T2', T3: 'T3', 'T2-T3': 'T2 and T3' }
const FLAG = (label: string) => ({ label, values: { '1': label }, prefix: '' })

const WORDS: { [Name in FilterName]: Words<Name> } = {
  tier: { label: 'Tier', values: TIER_VALUES, prefix: '' },
  status: { label: 'Confidence', values: STATUS_WORDS, prefix: '' },
  reason: { label: 'Not confident for', values: REASON_WORDS, prefix: '' },
  controls: { label: 'Controls of its tier', values: COMPLIANCE_WORDS, prefix: 'controls ' },
  missing: { label: 'Missing control', values: CONTROL_WORDS, prefix: 'missing ' },
  bypassed: FLAG('branch rule bypassed'),
  manifest: { label: 'Dependency manifest', values: MANIFEST_WORDS, prefix: 'manifest: ' },
  trail: { label: 'Reasoning trail', values: { covered: 'covered', not_covered: 'not covered' }, prefix: 'trail ' },
  defects: { label: 'Defects', values: { caught: 'a defect caught', escaped: 'a defect escaped' }, prefix: '' },
  reverted: FLAG('reverted'),
  ai: { label: 'AI evidence', values: AI_TIER_WORDS, prefix: 'AI: ' },
  loop: {
    label: 'Agent’s merges',
    values: { closed: 'judged by nobody else', independent: 'judged by another person', known: 'judged by another person or not' },
    prefix: 'agent’s, ',
  },
  class: { label: 'Kind', values: CLASS_WORDS, prefix: '' },
  unclassified: FLAG('paths no tier rule knows'),
  waiting: FLAG('waiting for a review now'),
}

export function nameFilter(name: FilterName): string {
  return WORDS[name].label
}

/** Value and word of each choice, in the order in which the vocabulary is told. */
export function listFilterChoices<Name extends FilterName>(name: Name): { value: string; label: string }[] {
  const values: readonly FilterValue<Name>[] = FILTER_VALUES[name]
  return values.map((value) => ({ value, label: WORDS[name].values[value] }))
}

/** "T3", "controls not met": a filter in force. */
export function nameFilterValue(name: FilterName, value: string): string {
  const choice = listFilterChoices(name).find((known) => known.value === value)
  return `${WORDS[name].prefix}${choice?.label ?? value}`
}

export function nameClass(excludedBecause: string): string {
  return isClass(excludedBecause) ? CLASS_WORDS[excludedBecause] : excludedBecause
}

function isClass(word: string): word is keyof typeof CLASS_WORDS {
  return word in CLASS_WORDS
}

/** "" is what no named surface holds. */
export function nameSurface(name: string): string {
  return name === '' ? 'everything else' : name
}

export const ORDER_CHOICES = (
  [
    ['merged', true, 'newest merge first'],
    ['merged', false, 'oldest merge first'],
    ['ready', true, 'newest ready first'],
    ['ready', false, 'oldest ready first'],
    ['hours', true, 'longest to confident merge first'],
    ['hours', false, 'shortest to confident merge first'],
    ['wait', true, 'longest waiting first'],
    ['wait', false, 'shortest waiting first'],
    ['number', true, 'highest number first'],
    ['number', false, 'lowest number first'],
  ] as const
).map(([key, isDescending, label]) => ({ value: toSort({ key, isDescending }), label }))
