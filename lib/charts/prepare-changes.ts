import type { ReadingsDocument, SeriesEntry } from '@/lib/metrics/readings'
import { formatCounted } from './format-figures'
import { pickWeeklyPoints, type WeeklyKey } from './pick-weekly-points'
import { isWithheld, prepareFigure } from './prepare-figures'
import { prepareTrend } from './prepare-trend'

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
  const moved = new Set<string>()
  const changes = shown.flatMap((team) =>
    KEYS.flatMap((key) => {
      const trend = prepareTrend(pickWeeklyPoints(team.series, key), range)
      if (trend.direction === null) return []
      moved.add(team.name)
      const words = WATCHED[key]
      const figure = prepareFigure(words.figure, { readings: team.document, series: team.series, range }, 12)
      const value = key === 'firstReview' || !figure.value ? null : `${figure.value.prefix}${figure.value.text}\u00a0${figure.value.unit}`
      const basis = key === 'firstReview' ? null : figure.n
      return [
        {
          title: `${team.name} ${words[trend.direction]}`,
          detail: [value, basis, trend.sentence.replace('Outside normal variation: ', '').replace('.', '')].filter(Boolean).join(' · '),
          href: team.href,
        },
      ]
    }),
  )
  return { changes, calm: describeCalm(shown.length, moved.size) }
}

function describeCalm(shown: number, moved: number): string | null {
  const still = shown - moved
  if (still === 0) return null
  if (moved === 0) return `${formatCounted(shown, 'team')}, none outside its normal variation.`
  return `${formatCounted(still, 'other team')} stayed within normal variation.`
}
