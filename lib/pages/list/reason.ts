import type { Range } from '@/lib/pages/frame/prepare-range'
import type { ListFigure } from './figures'

/** Where a pull request was looked for; dates, `to` exclusive. */
export type AskedRange = Pick<Range, 'from' | 'to' | 'asOf'>

/** Why a pull request does or does not count for a figure, or what else of it is told beside the figures. */
export interface Reason {
  figure: ListFigure | 'controls' | 'manifest'
  name: string
  isCounted: boolean
  /** Follows "counts because" or "does not count because". */
  because: string
  /** What it counts as, in a few words. */
  outcome: string
  /** The evidence, a line each; quoted texts come from GitHub. */
  evidence: string[]
}

/** What is told before it is said why it counts. */
export type Told = Omit<Reason, 'because'>
