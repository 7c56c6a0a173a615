import { z } from 'zod'
import { count, estimate, field, NO_COLUMN, share } from './field'

export const defectCatchRate = z
  .object({
    status: field(z.enum(['ok', 'insufficient', 'no_defects_observed', 'withheld', 'not_reached', 'unknown']), 'catch_status', {
      withheld: { word: 'withheld' },
    }),
    matured: count('catch_matured', 'Pull requests merged in the range and at least 30 days old.'),
    caughtStrict: count('caught_strict'),
    caughtBroad: count(NO_COLUMN),
    caughtByAi: count(NO_COLUMN),
    escapedStrict: count('escaped_strict'),
    escapedBroad: count(NO_COLUMN),
    rate: share('catch_share'),
    low: share('catch_share_low'),
    high: share('catch_share_high'),
    audit: field(z.enum(['audited', 'not_yet_audited']).nullable(), 'catch_audit', {
      about: 'Whether somebody read a sample of the threads that the rule of these definitions flagged; null: withheld.',
    }),
    precision: estimate(
      'catch_precision',
      'Of the threads counted as caught the share that the hand audit found right, organisation-wide.',
    ),
    escapesPer100: estimate('escapes_per_100_merges', 'Pull requests with at least one strict escape per 100 matured merges.'),
  })
  .meta({
    id: 'DefectCatchRate',
    description: 'Defects caught in review of those caught or escaped within 30 days; shown from 10 defects on.',
  })
