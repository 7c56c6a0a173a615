import type { PullRequestLine } from '@/lib/pages/list/pull-request-line'
import { nameSurface } from '@/lib/pages/words/name-evaluation'
import type { CsvColumn } from './csv'

/**
 * A pull request as a line of a file. Its author is not among the columns and nobody else is: a file is read by sorting
 * and grouping, and what is grouped by a person here would be a table of people.
 */
export const PULL_REQUEST_COLUMNS: CsvColumn<PullRequestLine>[] = [
  { name: 'repository', value: ({ repository }) => repository },
  { name: 'number', value: ({ number }) => number },
  { name: 'url', value: ({ url }) => url },
  { name: 'title', value: ({ title }) => title },
  { name: 'teams', value: ({ teams }) => join(teams) },
  { name: 'surfaces', value: ({ why }) => join(why.surfaces.map(nameSurface)) },
  { name: 'tier', value: ({ tier }) => tier },
  { name: 'tier_set_by', value: ({ why }) => why.tierPath },
  { name: 'tier_by_default', value: ({ tierByDefault }) => tierByDefault },
  { name: 'tiers', value: ({ tiers }) => tiers },
  { name: 'ready_at_utc', value: ({ readyAt }) => readyAt },
  { name: 'merged_at_utc', value: ({ mergedAt }) => mergedAt },
  { name: 'merged_via', value: ({ via }) => via },
  { name: 'counted_in', value: ({ countedIn }) => join(countedIn) },
  { name: 'excluded_because', value: ({ excludedBecause }) => excludedBecause },
  { name: 'confidence', value: ({ confidence }) => confidence.status },
  { name: 'confidence_reasons', value: ({ confidence }) => join(confidence.reasons) },
  { name: 'confidence_marks', value: ({ confidence }) => join(confidence.marks) },
  { name: 'confident_at_utc', value: ({ confidence }) => confidence.confidentAt },
  { name: 'time_to_confident_merge_hours', value: ({ confidence }) => confidence.hours },
  { name: 'review_cycles', value: ({ reviewCycles }) => reviewCycles.length },
  { name: 'review_cycles_merged_unreviewed', value: ({ reviewCycles }) => countOf(reviewCycles, 'merged_unreviewed') },
  { name: 'waiting_since_utc', value: ({ reviewCycles }) => reviewCycles.find(({ outcome }) => outcome === 'open')?.startedAt ?? null },
  { name: 'threads_caught_strict', value: ({ threads }) => threads.filter((thread) => thread.class === 'caught_strict').length },
  { name: 'escapes_strict', value: ({ escapes }) => escapes.filter((escape) => escape.class === 'strict').length },
  { name: 'trail_covered', value: ({ trail }) => trail?.covered ?? null },
  {
    name: 'trail_elements',
    value: ({ trail }) => trail && join(Object.entries(trail.elements).flatMap(([name, { met }]) => (met ? [name] : []))),
  },
  { name: 'trail_why', value: ({ trail }) => trail?.elements.why.kind ?? null },
  { name: 'ai_evidence', value: ({ ai }) => ai.tier },
  { name: 'controls', value: ({ why }) => why.controls?.status ?? null },
  { name: 'controls_missing', value: ({ why }) => why.controls && join(why.controls.missing) },
  { name: 'branch_rule_bypassed', value: ({ why }) => why.controls?.bypassed ?? null },
  { name: 'dependency_manifest', value: ({ why }) => why.manifest?.review ?? null },
]

function join(words: readonly string[]): string {
  return words.join('; ')
}

function countOf(cycles: PullRequestLine['reviewCycles'], wanted: string): number {
  return cycles.filter(({ outcome }) => outcome === wanted).length
}
