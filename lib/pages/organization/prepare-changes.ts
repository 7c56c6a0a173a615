import { isolate } from '@/lib/pages/words/isolate'
import { computeRangeShift, isShiftAmong, type RangeShift } from '@/lib/metrics/statistics/range-shift'
import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import { formatCount, formatCounted, formatHours, formatShare } from '@/lib/pages/words/format-figures'
import { pickReading, pickWeeklyPoints, type WeeklyKey, type WeeklyPoint } from '@/lib/pages/figures/pick-weekly-points'
import { prepareFigure } from '@/lib/pages/figures/prepare'
import { BASELINE_WEEKS, prepareTrend } from '@/lib/pages/figures/prepare-trend'
import { isWithheld } from '@/lib/metrics/document/is-withheld'
import type { TeamRow } from './prepare-teams-table'

/** Moves that chance does not explain, and how much did not move: the whole answer to "is it real?". */
export interface ChangesView {
  title: string
  /** At most three. */
  changes: { title: string; detail: string; href: string }[]
  calm: string | null
}

export type ChangedTeam = Pick<TeamRow, 'name' | 'document' | 'series'> & { href: string }

/** AI share and the catch rate are absent on purpose: one has no good direction, the other is too rare week by week. */
const WATCHED = {
  firstReview: { up: 'waits longer for a first review', down: 'gets a first review sooner', figure: 'capacity' },
  confidence: { up: 'takes longer to a confident merge', down: 'reaches a confident merge sooner', figure: 'confidence' },
  withoutConfidence: { up: 'merged more without confidence', down: 'merged less without confidence', figure: 'withoutConfidence' },
  trail: { up: 'left more reasoning behind', down: 'left less reasoning behind', figure: 'trail' },
} as const satisfies Partial<Record<WeeklyKey, unknown>>

const KEYS = ['firstReview', 'confidence', 'withoutConfidence', 'trail'] as const
const MOST = 3

type Key = (typeof KEYS)[number]

interface Move {
  key: Key
  direction: 'up' | 'down'
  shift: RangeShift
  now: number | null
}

interface Compared {
  team: ChangedTeam & { document: ReadingsDocument }
  /** Signals of the team's own charts that stand. */
  signals: Move[]
  series: number
  /** A week of the range lies outside, also where the signal is over. */
  hasSignal: boolean
}

/**
 * A move is named where (1) a signal of METRICS section 8 stands, (2) the figure of the whole range lies on its side of the
 * earlier weeks, and (3) the weeks of the range lie further from those before than chance would put any of the series looked
 * through: with 400 teams (1) alone names some two hundred for nothing (lib/metrics/statistics/range-shift.ts has the reckoning).
 * The three that are surest are listed, in alphabetical order; the others are counted.
 */
export function prepareChanges(teams: readonly ChangedTeam[], range: { from: string; to: string }): ChangesView {
  const compared = teams.flatMap((team) => compare(team, range) ?? [])
  const looked = compared.reduce((sum, { series }) => sum + series, 0)
  const sure = compared.flatMap(({ team, signals }) => {
    const moves = signals.filter(({ direction, shift, now }) => {
      const isWhole = now !== null && (direction === 'up' ? now > shift.before && shift.t > 0 : now < shift.before && shift.t < 0)
      return isWhole && isShiftAmong(shift, looked)
    })
    return moves.length === 0 ? [] : [{ team, moves, surest: Math.max(...moves.map(({ shift }) => Math.abs(shift.t))) }]
  })
  const unsure = compared.filter(({ hasSignal, team }) => hasSignal && sure.every((each) => each.team !== team)).length
  const listed = sure
    .toSorted((a, b) => b.surest - a.surest)
    .slice(0, MOST)
    .toSorted((a, b) => a.team.name.localeCompare(b.team.name, 'en'))
  return {
    title:
      compared.length === 0
        ? 'Nothing to compare'
        : listed.length > 0
          ? 'What changed'
          : unsure > 0
            ? 'Nothing surely outside normal variation'
            : 'Nothing outside normal variation',
    changes: listed.map(({ team, moves }) => ({
      title: `${isolate(team.name)} ${joinWords(moves.map(({ key, direction }) => WATCHED[key][direction]))}`,
      detail: moves
        .map(({ key, shift }) => `${describeMove(team, key, range)}; a usual week before: ${FORMATS[key](shift.before)}`)
        .join('; '),
      href: team.href,
    })),
    calm: describeCalm({
      compared: compared.length,
      listed: listed.length,
      alsoSure: sure.length - listed.length,
      unsure,
      looked,
    }),
  }
}

function compare(team: ChangedTeam, range: { from: string; to: string }): Compared | null {
  const { document } = team
  if (!document || isWithheld(document)) return null
  const signals: Move[] = []
  let series = 0
  let hasSignal = false
  for (const key of KEYS) {
    const points = pickWeeklyPoints(team.series, key)
    const { limits, direction, signals: found } = prepareTrend(points, range)
    if (!limits) continue
    series += 1
    hasSignal ||= found.length > 0
    // Only where a signal stands: of hundreds of teams most have none.
    const shift = direction && toShift(points, range)
    if (direction && shift) signals.push({ key, direction, shift, now: pickReading(document, key) })
  }
  return series === 0 ? null : { team: { ...team, document }, signals, series, hasSignal }
}

function toShift(points: readonly WeeklyPoint[], range: { from: string; to: string }): RangeShift | null {
  const before = points.filter(({ from }) => from < range.from).slice(-BASELINE_WEEKS)
  const now = points.filter(({ from }) => from >= range.from && from < range.to)
  return computeRangeShift(
    before.map(({ value }) => value),
    now.map(({ value }) => value),
  )
}

/** The figure that moved, with its n. */
function describeMove({ document, series }: Compared['team'], key: Key, range: { from: string; to: string }): string {
  if (key === 'firstReview') {
    const { p50WeekdayHours, n } = document.reviewCapacity.firstReview
    return p50WeekdayHours === null || n === null
      ? ''
      : `${formatHours(p50WeekdayHours, 'weekday')} of weekdays to a first review, n ${formatCount(n)}`
  }
  const { value, absent, n } = prepareFigure(WATCHED[key].figure, { readings: document, series, range }, 12)
  const text = value ? `${value.text}\u00a0${value.unit}` : absent
  return `${NOUNS[key]} ${[text, n].filter(Boolean).join(', ')}`
}

const FORMATS: Record<Key, (value: number) => string> = {
  firstReview: (value) => formatHours(value, 'weekday'),
  confidence: (value) => formatHours(value),
  withoutConfidence: formatShare,
  trail: formatShare,
}

const NOUNS = { confidence: 'median', withoutConfidence: 'without confidence', trail: 'trail' }

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}

interface Calm {
  compared: number
  listed: number
  alsoSure: number
  unsure: number
  looked: number
}

function describeCalm({ compared, listed, alsoSure, unsure, looked }: Calm): string | null {
  if (compared === 0) return 'No team has figures in these weeks and in enough of the weeks before.'
  const still = compared - listed - alsoSure - unsure
  if (still === compared) return `${formatCounted(compared, 'team')}, none outside its normal variation.`
  const sentences = [
    alsoSure > 0 ? `${formatCounted(alsoSure, 'more team')} moved as surely; these three most.` : '',
    unsure > 0
      ? `${formatCounted(unsure, 'team')} had weeks outside ${unsure === 1 ? 'its' : 'their'} own limits, which in ${formatCounted(looked, 'series', 'series')} compared chance alone can give.`
      : '',
    still > 0 ? `${formatCounted(still, 'other team')} stayed within normal variation.` : '',
  ]
  return sentences.filter(Boolean).join(' ') || null
}
