/**
 * Provably fast approval (METRICS section 2): at least 50 changed lines, no comment, and more than 1000 lines an elapsed
 * hour between the start of the cycle and the approval. Elapsed time bounds reading time from above, so a flag is
 * certain; its absence proves nothing.
 */
export interface ApprovalPace {
  reviewableLines: number
  elapsedHours: number
  comments: number
}

const MINIMUM_LINES = 50
const LINES_PER_HOUR = 1000

export function isProvablyFast({ reviewableLines, elapsedHours, comments }: ApprovalPace): boolean {
  return reviewableLines >= MINIMUM_LINES && comments === 0 && reviewableLines > LINES_PER_HOUR * elapsedHours
}
