import { z } from 'zod'
import type { ConfidenceReason } from '@/lib/metrics/history/pull-request-evaluation'
import { count, estimate, field, hours, NO_COLUMN, status } from './field'

const reasons: z.ZodType<Partial<Record<ConfidenceReason, number>>> = z
  .record(z.string(), z.number())
  .overwrite((value) => Object.fromEntries(Object.entries(value).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))))
  .describe('Merges without confidence by reason, most frequent first.')

export const timeToConfidentMerge = z
  .object({
    status: status('confident_merge_status'),
    n: count('confident_merge_n', 'Pull requests ready in the range that count: confident, without confidence, open and indeterminate.'),
    confident: count('confident'),
    inWords: count('in_words', 'Of the confident ones, those that needed an approval in words or by merge command.'),
    withoutConfidence: count('without_confidence'),
    indeterminate: count('indeterminate', 'Left out of the estimate: GitHub does not tell whether confidence held.'),
    open: count(NO_COLUMN),
    p50Hours: hours('confident_merge_p50_hours'),
    p50Low: hours('confident_merge_p50_hours_low'),
    p50High: hours('confident_merge_p50_hours_high'),
    p50Status: status(NO_COLUMN),
    p75Hours: hours('confident_merge_p75_hours'),
    p75Low: hours(NO_COLUMN),
    p75High: hours(NO_COLUMN),
    p75Status: status(NO_COLUMN),
    withoutConfidenceShare: estimate('without_confidence_share'),
    reasons: field(reasons.nullable(), NO_COLUMN),
    idleAfterConfidenceP50Hours: hours(NO_COLUMN),
    plainTimeToMergeP50Hours: hours(NO_COLUMN),
  })
  .meta({
    id: 'TimeToConfidentMerge',
    description: 'Hours from first ready to a merge that was confident; Kaplan–Meier, merges without confidence censored at their age.',
  })
