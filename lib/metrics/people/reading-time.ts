/**
 * Hours that reading a change takes, as a range: at 400 and at 200 reviewable lines an hour (METRICS section 2).
 * Context only, never a target: GitHub does not know how long anybody read.
 */
export function computeReadingTime(reviewableLines: number): { lowHours: number; highHours: number } {
  return { lowHours: reviewableLines / 400, highHours: reviewableLines / 200 }
}
