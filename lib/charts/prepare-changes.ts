import type { ReadingsDocument, SeriesEntry } from '@/lib/metrics/readings'
import { formatCount, formatCounted, formatHours } from './format-figures'
import { pickWeeklyPoints, type WeeklyKey } from './pick-weekly-points'
import { prepareFigure } from './prepare-figures'
import { prepareTrend } from './prepare-trend'
import { isWithheld } from './print-figure'

/** Moves outside normal variation, and how many teams did not move: the whole answer to "is it real?". */
export interface ChangesView {
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

export function prepareChanges(teams: readonly ChangeSource[], range: { from: string; to: string }): ChangesView {
  const shown = teams.flatMap((team) => (team.document && !isWithheld(team.document) ? [{ ...team, document: team.document }] : []))
  const changes = shown.flatMap((team) => {
    const moves = KEYS.flatMap((key) => {
      const trend = prepareTrend(pickWeeklyPoints(team.series, key), range)
      return trend.direction === null ? [] : [{ words: WATCHED[key][trend.direction], detail: describeMove(team, key, range) }]
    })
    if (moves.length === 0) return []
    return [
      {
        title: `${team.name} ${joinWords(moves.map(({ words }) => words))}`,
        detail: moves.map(({ detail }) => detail).filter(Boolean).join('; '),
        href: team.href,
      },
    ]
  })
  return { changes, calm: describeCalm(shown.length, changes.length) }
}

/** The figure that moved, with its n. */
function describeMove({ document, series }: ChangeSource & { document: ReadingsDocument }, key: (typeof KEYS)[number], range: { from: string; to: string }): string {
  if (key === 'firstReview') {
    const { p50WeekdayHours, n } = document.reviewCapacity.firstReview
    return p50WeekdayHours === null || n === null ? '' : `${formatHours(p50WeekdayHours, 'weekday')} of weekdays to a first review, n ${formatCount(n)}`
  }
  const { value, absent, n } = prepareFigure(WATCHED[key].figure, { readings: document, series, range }, 12)
  const text = value ? `${value.text}\u00a0${value.unit}` : absent
  return `${NOUNS[key]} ${[text, n].filter(Boolean).join(', ')}`
}

const NOUNS = { confidence: 'median', withoutConfidence: 'without confidence', trail: 'trail' }

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}

function describeCalm(shown: number, moved: number): string | null {
  const still = shown - moved
  if (still === 0) return null
  if (moved === 0) return `${formatCounted(shown, 'team')}, none outside its normal variation.`
  return `${formatCounted(still, 'other team')} stayed within normal variation.`
}
