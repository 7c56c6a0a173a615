import type { ReadingsDocument, SeriesEntry } from '@/lib/metrics/readings'
import { formatCount, formatCounted, formatHours, formatShare } from './format-figures'
import { pickReading, pickWeeklyPoints, type WeeklyKey } from './pick-weekly-points'
import { prepareFigure } from './prepare-figures'
import { prepareTrend } from './prepare-trend'
import { isWithheld } from './print-figure'

/** Moves outside normal variation, and how many teams did not move: the whole answer to "is it real?". */
export interface ChangesView {
  title: string
  changes: { title: string; detail: string; href: string }[]
  calm: string | null
}

export interface ChangeSource {
  name: string
  href: string
  document: ReadingsDocument | null
  series: readonly SeriesEntry[]
}

/** AI share and the catch rate are absent on purpose: one has no good direction, the other is too rare week by week. */
const WATCHED = {
  firstReview: { up: 'waits longer for a first review', down: 'gets a first review sooner', figure: 'capacity' },
  confidence: { up: 'takes longer to a confident merge', down: 'reaches a confident merge sooner', figure: 'confidence' },
  withoutConfidence: { up: 'merged more without confidence', down: 'merged less without confidence', figure: 'withoutConfidence' },
  trail: { up: 'left more reasoning behind', down: 'left less reasoning behind', figure: 'trail' },
} as const satisfies Partial<Record<WeeklyKey, unknown>>

const KEYS = ['firstReview', 'confidence', 'withoutConfidence', 'trail'] as const

type Key = (typeof KEYS)[number]

/**
 * A move is named where a signal stands and the figure of the whole range lies on the signal's side of the earlier weeks'
 * centre: a few high weeks in a range that is lower than before are no rise.
 */
export function prepareChanges(teams: readonly ChangeSource[], range: { from: string; to: string }): ChangesView {
  const compared = teams.flatMap((team) => {
    const { document } = team
    if (!document || isWithheld(document)) return []
    const trends = KEYS.flatMap((key) => {
      const trend = prepareTrend(pickWeeklyPoints(team.series, key), range)
      return trend.limits ? [{ key, direction: trend.direction, before: trend.limits.mean, now: pickReading(document, key) }] : []
    })
    return trends.length === 0 ? [] : [{ ...team, document, signals: trends.flatMap(({ direction, ...rest }) => (direction ? [{ ...rest, direction }] : [])) }]
  })
  const changes = compared.flatMap((team) => {
    const moves = team.signals.filter(({ direction, before, now }) => now !== null && (direction === 'up' ? now > before : now < before))
    if (moves.length === 0) return []
    return [
      {
        title: `${team.name} ${joinWords(moves.map(({ key, direction }) => WATCHED[key][direction]))}`,
        detail: moves.map(({ key, before }) => `${describeMove(team, key, range)}; a usual week before: ${FORMATS[key](before)}`).join('; '),
        href: team.href,
      },
    ]
  })
  const still = compared.filter(({ signals }) => signals.length === 0).length
  const mixed = compared.length - still - changes.length
  return {
    title: compared.length === 0 ? 'Nothing to compare' : changes.length === 0 ? 'Nothing unusual' : 'What changed',
    changes,
    calm: describeCalm(compared.length, still, mixed),
  }
}

/** The figure that moved, with its n. */
function describeMove({ document, series }: ChangeSource & { document: ReadingsDocument }, key: Key, range: { from: string; to: string }): string {
  if (key === 'firstReview') {
    const { p50WeekdayHours, n } = document.reviewCapacity.firstReview
    return p50WeekdayHours === null || n === null ? '' : `${formatHours(p50WeekdayHours, 'weekday')} of weekdays to a first review, n ${formatCount(n)}`
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

function describeCalm(compared: number, still: number, mixed: number): string | null {
  if (compared === 0) return 'No team has figures in these weeks and in enough of the weeks before.'
  if (still === compared) return `${formatCounted(compared, 'team')}, none outside its normal variation.`
  const calm = still > 0 ? `${formatCounted(still, 'other team')} stayed within normal variation.` : ''
  const weeks = mixed > 0 ? `In ${formatCounted(mixed, 'team')} single weeks lie outside it, not these weeks as a whole.` : ''
  return [calm, weeks].filter(Boolean).join(' ') || null
}
