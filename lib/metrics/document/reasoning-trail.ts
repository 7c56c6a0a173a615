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
    whyOnlyShare: share(NO_COLUMN),
    humanEvidencedShare: share(NO_COLUMN),
    byTier: byTier(z.object({ eligible: count(NO_COLUMN), covered: count(NO_COLUMN) })),
  })
  .meta({ id: 'ReasoningTrail', description: 'Merged pull requests whose text meets the rule of their risk tier.' })
