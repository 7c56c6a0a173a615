/**
 * Little's law as a check of the data (METRICS section 2): the mean number of waiting cycles L against λ·W/168,
 * λ in cycles a week and W the mean wait in elapsed hours. A ratio outside [2/3, 1.5] means abandoned pull requests or
 * missing events and raises a data warning. The ratio is null where nothing was expected to wait.
 */
export interface LittlesLaw {
  expectedWaiting: number
  ratio: number | null
  isConsistent: boolean
}

const WEEK_HOURS = 168
const LOWEST = 2 / 3
const HIGHEST = 1.5

export function computeLittlesLaw(meanWaiting: number, arrivalsPerWeek: number, meanWaitHours: number): LittlesLaw {
  const expectedWaiting = (arrivalsPerWeek * meanWaitHours) / WEEK_HOURS
  if (expectedWaiting <= 0) return { expectedWaiting, ratio: null, isConsistent: meanWaiting <= 0 }
  const ratio = meanWaiting / expectedWaiting
  // Both ends are inside, whatever the last bit of the division says.
  return { expectedWaiting, ratio, isConsistent: ratio >= LOWEST - 1e-9 && ratio <= HIGHEST + 1e-9 }
}
