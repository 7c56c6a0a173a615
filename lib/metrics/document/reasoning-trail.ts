import { z } from 'zod'
import { byTier, count, NO_COLUMN, share, status } from './field'

export const reasoningTrail = z
  .object({
    status: status('trail_status'),
    eligible: count('trail_eligible'),
    covered: count('trail_covered'),
    share: share('trail_share'),
    low: share('trail_share_low'),
    high: share('trail_share_high'),
    whyOnlyShare: share('why_share', 'Merges that say why, in own words or by naming a reason, whatever else their tier asks for.'),
    whyCuedShare: share(
      'why_cued_share',
      'Of the same merges those whose text itself names a reason: a heading, a reason word, a linked issue.',
    ),
    humanEvidencedShare: share(NO_COLUMN),
    byTier: byTier(z.object({ eligible: count(NO_COLUMN), covered: count(NO_COLUMN) })),
  })
  .meta({ id: 'ReasoningTrail', description: 'Merged pull requests whose text meets the rule of their risk tier.' })
