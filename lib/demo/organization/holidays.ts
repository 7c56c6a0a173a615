import type { TeamSlug } from './teams'

// Days off by the team's country, fixed dates only, so that they are right in every year the demo is started in.
const COMMON = ['01-01', '12-25']

const BY_TEAM: Record<TeamSlug, string[]> = {
  payments: ['12-26'],
  booking: ['07-04', '11-11', '12-24'],
  tracking: ['04-25', '05-01', '06-10', '10-05', '12-01', '12-08'],
  'pricing-research': ['01-02', '05-01', '08-01', '12-26'],
  platform: ['05-01', '10-03', '12-26'],
  mobile: ['01-26', '08-15', '10-02'],
  portal: ['04-21', '05-01', '09-07', '11-02', '11-15'],
  carriers: ['05-01', '08-09'],
}

/** YYYY-MM-DD of every day off that touches the 53 weeks before the end and the weeks after it. */
export function listHolidays(team: TeamSlug, end: Date): string[] {
  const year = end.getUTCFullYear()
  return [year - 1, year, year + 1].flatMap((each) => [...COMMON, ...BY_TEAM[team]].sort().map((day) => `${each}-${day}`))
}
