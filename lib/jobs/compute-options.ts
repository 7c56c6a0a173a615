import type { Database } from '@/lib/db/client'
import type { Configuration } from '@/lib/policy/configuration'

/** What the three steps from facts to figures share. */
export interface ComputeOptions {
  database: Database
  organizationId: number
  configuration: Configuration
  /** Completion of the sync whose facts these are: facts dated later are ignored, and it becomes the default "as of". */
  asOf: Date
  /** How long one pull request may take; default: JUDGE_SECONDS. */
  judgeSeconds?: number
  onProgress?: (progress: { step: 'evaluations' | 'weeks'; done: number; total: number }) => void
}
