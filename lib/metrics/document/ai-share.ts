import { z } from 'zod'
import { estimate, field, share, status } from './field'

export const aiShare = z
  .object({
    status: status('ai_status'),
    display: field(z.enum(['range', 'at_least', 'insufficient_evidence', 'no_lines']).nullable(), 'ai_display'),
    lower: share('ai_lower_share', 'Lines that an agent demonstrably wrote.'),
    assistedAtLeast: share('ai_assisted_at_least_share'),
    upper: share('ai_upper_share', 'All lines but those attested as written by a person.'),
    evidenceCoverage: share('ai_evidence_coverage_share'),
    pullRequestsTouched: estimate('ai_pull_requests_share'),
  })
  .meta({ id: 'AiShare', description: 'AI share of the added lines as a range with its evidence. Context: neither good nor bad.' })
