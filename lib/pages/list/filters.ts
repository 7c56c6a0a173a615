import { ESCAPE_WINDOW_DAYS } from '@/lib/metrics/defects/catch-rate'
import type { NarrowEvaluation, WhyKind } from '@/lib/metrics/history/pull-request-evaluation'
import { AI_TIER_WORDS, CLASS_WORDS, COMPLIANCE_WORDS, CONTROL_WORDS, MANIFEST_WORDS, VIA_WORDS } from '@/lib/pages/words/name-evaluation'
import { MARK_WORDS, REASON_WORDS, STATUS_WORDS } from '@/lib/pages/words/name-reasons'
import { toWaitingSince } from './order'

/**
 * What a list of pull requests can be narrowed by: everything about a filter but its SQL, which stands under the same name in
 * lib/db/list/pull-request-conditions.ts. The address, the form, the words that remove a filter, the files to download and
 * the pure rule are all made from this. Never a person: there is no filter by author or reviewer here and there must not be
 * one, because a list of one person's pull requests is a person's figure.
 */
interface Filter<Value extends string> {
  /** Beside the control of the form. */
  label: string
  /** Before the value in the word that removes it; empty where the value says it all. */
  prefix: string
  /** Each value of the address with its word, in the order of the form; a single one is a box to tick. */
  values: Readonly<Record<Value, string>>
  /** Of which pull requests it asks. */
  population: ListPopulation
  /** Its definition, on an evaluation as of the asked instant. */
  passes: (row: NarrowEvaluation, value: Value) => boolean
}

/**
 * Ready or merged in the range; merged in it, for what is judged at the merge, as the figures do that lead to such a
 * filter; or everything that is open as of the instant, whenever it became ready.
 */
export type ListPopulation = 'range' | 'merged' | 'open'

const DECLARED = {
  tier: filter({
    label: 'Tier',
    prefix: '',
    // T2-T3: the two riskier ones together, which some figures count.
    values: { T0: 'T0', T1: 'T1', T2: 'T2', T3: 'T3', 'T2-T3': 'T2 and T3' },
    population: 'range',
    passes: (row, value) => (value === 'T2-T3' ? row.tier >= 'T2' : row.tier === value),
  }),
  status: filter({
    label: 'Confidence',
    prefix: '',
    values: STATUS_WORDS,
    population: 'range',
    passes: (row, value) => row.confidence === value,
  }),
  reason: filter({
    label: 'Not confident for',
    prefix: '',
    values: REASON_WORDS,
    population: 'range',
    passes: (row, value) => row.reasons.includes(value),
  }),
  mark: filter({
    label: 'Confidence leans on',
    prefix: '',
    values: MARK_WORDS,
    population: 'range',
    passes: (row, value) => row.marks.includes(value),
  }),
  controls: filter({
    label: 'Controls of its tier',
    prefix: 'controls ',
    values: COMPLIANCE_WORDS,
    population: 'merged',
    passes: (row, value) => row.controls?.compliance === value,
  }),
  missing: filter({
    label: 'Missing control',
    prefix: 'missing ',
    values: CONTROL_WORDS,
    population: 'merged',
    passes: (row, value) => row.controls?.missing.includes(value) ?? false,
  }),
  bypassed: flag('branch rule bypassed', 'merged', (row) => row.controls?.bypassed === true),
  manifest: filter({
    label: 'Dependency manifest',
    prefix: 'manifest: ',
    values: MANIFEST_WORDS,
    population: 'merged',
    passes: (row, value) => row.manifest === value,
  }),
  trail: filter({
    label: 'Reasoning trail',
    prefix: 'trail ',
    values: { covered: 'covered', not_covered: 'not covered' },
    population: 'merged',
    passes: (row, value) => row.trail !== null && row.trail.covered === (value === 'covered'),
  }),
  why: filter({
    label: 'Why',
    prefix: '',
    values: { cued: 'names a reason', prose: 'says something in own words', none: 'no why found' },
    population: 'merged',
    passes: ({ trail }, value) => trail !== null && (toWhyKind(trail) ?? 'none') === value,
  }),
  defects: filter({
    label: 'Defects',
    prefix: '',
    values: { caught: 'a defect caught', escaped: 'a defect escaped' },
    population: 'merged',
    passes: ({ defects }, value) => defects !== null && (value === 'caught' ? defects.caughtStrict > 0 : hasStrictEscape(defects)),
  }),
  reverted: flag('reverted', 'merged', (row) => row.revertedAt !== null),
  ai: filter({
    label: 'AI evidence',
    prefix: 'AI: ',
    values: AI_TIER_WORDS,
    population: 'merged',
    passes: (row, value) => row.ai?.tier === value,
  }),
  // Whether anybody but the agent's own person judged a merge that an agent wrote; known: either of the two.
  loop: filter({
    label: 'Agent’s merges',
    prefix: 'agent’s, ',
    values: { closed: 'judged by nobody else', independent: 'judged by another person', known: 'judged by another person or not' },
    population: 'merged',
    passes: ({ ai }, value) =>
      ai !== null && ai.agentWritten && (value === 'known' ? ai.closedLoop !== null : ai.closedLoop === (value === 'closed')),
  }),
  class: filter({
    label: 'Kind',
    prefix: '',
    values: CLASS_WORDS,
    population: 'range',
    passes: (row, value) => row.class === value,
  }),
  via: filter({
    label: 'Landed though closed',
    prefix: '',
    values: VIA_WORDS,
    population: 'merged',
    passes: (row, value) => row.via === value,
  }),
  unclassified: flag('paths no tier rule knows', 'merged', (row) => row.unclassified.length > 0),
  waiting: flag('waiting for a review now', 'open', (row) => toWaitingSince(row) !== null),
}

/** Value's own type comes from the words. */
function filter<Value extends string>(declared: Filter<Value>): Filter<Value> {
  return declared
}

function flag(label: string, population: ListPopulation, passes: (row: NarrowEvaluation) => boolean): Filter<'1'> {
  return { label, prefix: '', values: { '1': label }, population, passes }
}

/** A row that was judged before the two were told apart has cued whys only. */
function toWhyKind({ why, met }: NonNullable<NarrowEvaluation['trail']>): WhyKind | null {
  return why ?? (met.includes('why') ? 'cued' : null)
}

function hasStrictEscape({ escapes }: NonNullable<NarrowEvaluation['defects']>): boolean {
  return escapes.some(({ strict, days }) => strict > 0 && days <= ESCAPE_WINDOW_DAYS)
}

export type FilterName = keyof typeof DECLARED
export type FilterValue<Name extends FilterName> = (typeof DECLARED)[Name] extends Filter<infer Value> ? Value : never

/** The filters in force, by name. */
export type ListFilters = { [Name in FilterName]?: FilterValue<Name> | undefined }

export const FILTERS: { readonly [Name in FilterName]: Filter<FilterValue<Name>> } = DECLARED
export const FILTER_NAMES = Object.keys(DECLARED) as FilterName[]

export function listFilterValues<Name extends FilterName>(name: Name): FilterValue<Name>[] {
  return Object.keys(FILTERS[name].values) as FilterValue<Name>[]
}

/** "T3", "controls not met": a filter in force. */
export function nameFilterValue<Name extends FilterName>(name: Name, value: FilterValue<Name>): string {
  return `${FILTERS[name].prefix}${FILTERS[name].values[value]}`
}
