import { minimumSampleSize } from '@/lib/metrics/statistics/intervals'
import { MINIMUM_CONTRIBUTORS } from '@/lib/metrics/document/suppress'
import { MINIMUM_BASELINE } from '@/lib/metrics/statistics/xmr'
import { formatCount, formatCounted, formatHours, formatHoursRange, formatRate, formatShare } from '@/lib/pages/words/format-figures'
import { formula, list, terms, text, type MethodSection, type MethodSource } from './prepare-parts'
import { describeEscapes, describeWilson } from './prepare-readings'
import { pickWeeklyPoints } from '@/lib/pages/figures/pick-weekly-points'
import { BASELINE_WEEKS, prepareTrend } from '@/lib/pages/figures/prepare-trend'

/**
 * Of independent normal weeks that do nothing but vary, the share of 12-week ranges with a signal, and with one that stands
 * in the last four weeks while the range's mean lies on its side. Simulated with prepareTrend; a test does it again.
 */
export const FALSE_ALARMS = { any: 0.23, standing: 0.11 }
/** First-review wait, time to confident merge, share without confidence, trail. */
const WATCHED_SERIES = 4

/** Why the figures are computed as they are. */
export function listStatisticsSections(source: MethodSource): MethodSection[] {
  return [
    {
      id: 'kaplan-meier',
      name: 'Why Kaplan–Meier',
      answer: 'Because some changes have not arrived yet, and leaving them out would make every queue look fast.',
      blocks: [
        formula(
          'S(t) = Π (1 − dᵢ ÷ nᵢ) over the hours tᵢ ≤ t at which dᵢ of nᵢ still waiting merged confidently; the median is the first t with S ≤ ½',
          describeCurve(source.readings),
        ),
        text(
          'A mean of finished ones forgets the slow. Kaplan–Meier uses what is known of an open change: that it has waited at least this long. ' +
            'That is called censored; it stays in the count of those waiting until then.',
        ),
        text(
          'A merge without confidence is censored at its age today, not at its merge. If it left the count at the merge, merging early without review would thin out the slow ones and improve the median. ' +
            'This way it stays among those that never arrived, and skipping review can only hurt.',
        ),
        text(
          '“Not reached” is an answer: fewer than half (or three quarters) have got there. The interval is the log-log one, which stays inside 0 and 1; an open end means that too few have arrived to bound it.',
        ),
        text(
          'The price: censoring is meant for those who might still arrive. A merge without confidence will not, so the median answers “how long until confidence, were it always waited for”, and the share without stands beside it.',
        ),
      ],
    },
    {
      id: 'intervals',
      name: 'Why intervals, and which',
      answer: 'Every figure is a sample of weeks that could have gone otherwise; the interval says by how much, at 95 %.',
      blocks: [
        terms(
          ['Shares', 'Wilson. The textbook ± shrinks to nothing at 0 % and 100 % and leaves the scale; Wilson does neither.'],
          ['Means', 'Student’s t with exact quantiles, since 13 weeks are few.'],
          ['Quantiles', 'Two of the observed values, by rank, with at most 2.5 % beyond each. Hours are far too skewed for a bell curve.'],
          ['Time to merge', 'The log-log band of Kaplan–Meier.'],
          ['Quantile values', 'Linear between neighbours (R type 7).'],
        ),
        formula('share without confidence, Wilson', describeWilson(source.readings)),
        formula('merges with an escape, Wilson', describeEscapes(source.readings)),
        terms(
          ...[0.5, 0.75, 0.9, 0.95].map((p): [string, string] => [
            `Smallest n, p${formatRate(p * 100)}`,
            formatCount(minimumSampleSize(p)),
          ]),
          ['Low n', 'Below 20 a figure is marked, not hidden.'],
        ),
        text(
          'Below the smallest n no two-sided interval exists, so no figure is shown either, only how many there were. Two intervals that overlap are not proof that nothing differs; two that do not are no proof of a cause.',
        ),
      ],
    },
    {
      id: 'headlines',
      name: 'Why a headline is no average of weeks',
      answer: 'Because the mean of twelve weekly medians is not the median of twelve weeks.',
      blocks: [
        text(
          'A week with three merges would weigh as much as one with eighty, and a slow week with few finishes would look fast. So a figure of a range is computed from all its pull requests at once. ' +
            'Weekly points serve one thing: to see whether something moved. That is why a headline need not lie between its points.',
        ),
        text(
          'A change counts where it became ready for the time to merge, and where it was merged for defects, trail and AI share. So two figures of one week are about different changes.',
        ),
      ],
    },
    {
      id: 'signals',
      name: 'What counts as a signal',
      answer: `A week outside what the ${BASELINE_WEEKS} weeks before the range would let one expect; without one, no page says rose or fell.`,
      blocks: [
        formula('limits = mean ± 2.66 × mean difference of neighbouring weeks', describeLimits(source)),
        list(
          'One week outside the limits.',
          'Eight weeks in a row on one side of the mean.',
          'Three of four on one side and nearer that limit than the mean.',
        ),
        text(
          `The XmR chart takes its width from week-to-week moves, so a slow drift does not widen its own limits as a standard deviation would. It needs ${MINIMUM_BASELINE} of the ${BASELINE_WEEKS} weeks before, and a missing week ends a run.`,
        ),
        text(describeFalseAlarms(source.teams)),
        text(
          'Weeks are not independent: a queue carries over. Then runs are likelier than here. A signal is a reason to look, never a proof, and never says why.',
        ),
      ],
    },
    {
      id: 'no-ranking',
      name: 'Why no ranking, score or figure per person',
      answer: 'Because each would be more precise than the data, and would change what people do more than what they achieve.',
      blocks: [
        list(
          'No ranking of teams: their work, tiers and samples differ, and the order of twenty noisy figures is mostly noise. Tables are alphabetical; a team is compared with its own past.',
          'No composite score: it hides which part moved, and its weights are opinions. A better score can be bought by the part that is easiest to game.',
          'No latency, lines or AI share of a person: GitHub does not see the work around a review, few reviews a person make intervals useless, and a measured person reviews for the measure.',
          'Load over reviewers is told as three numbers without names: how many effectively share it, the busiest share, and how unequal it is.',
        ),
      ],
    },
    {
      id: 'withholding',
      name: 'Why five contributors',
      answer: `With fewer than ${MINIMUM_CONTRIBUTORS} people a team’s figure is nearly a person’s, so nothing of the row is shown.`,
      blocks: [
        terms(
          ['Contributors', 'The distinct people who wrote or qualified-reviewed the row’s counted changes in the whole range.'],
          [
            'Rows',
            'Teams, surfaces, tiers. Weekly points follow their row: a quiet week does not hide it, and a busy week does not show it.',
          ],
          [
            'The second one',
            'If exactly one row is withheld beside a shown total, the next smallest is too; else the total less the others would give it away. Of tiers that is asked in every block, of those that have rows there; where a single tier has rows, the total is that tier, and it is shown.',
          ],
          [
            'A team by another name',
            `A surface or cell is withheld as well if fewer than ${MINIMUM_CONTRIBUTORS} people contributed to it outside the withheld teams’ changes: it would be such a team’s row.`,
          ],
        ),
        text(
          'What it leaves open: a team is not withheld on account of a withheld surface, so a team that works on one surface only tells most of that surface. And the organisation’s list and file hold every change, those of withheld teams with no team beside them and those of withheld tiers among the rest: who subtracts the lists of all other teams has them together, not one by one.',
        ),
        text(
          'It protects against subtraction on one page. It does not protect against someone who knows the team and reads GitHub itself.',
        ),
      ],
    },
  ]
}

function describeCurve({ timeToConfidentMerge: block }: MethodSource['readings']): string | null {
  const { confident, withoutConfidence, open, p50Hours, p50Low, p50High, plainTimeToMergeP50Hours } = block
  if (confident === null || withoutConfidence === null || open === null) return null
  const median = p50Hours === null ? 'median not reached' : `median ${formatHours(p50Hours)} (${formatHoursRange(p50Low, p50High)})`
  const plain =
    plainTimeToMergeP50Hours === null
      ? ''
      : `; the median of all merges, however they came about, is ${formatHours(plainTimeToMergeP50Hours)}`
  return `${formatCount(confident)} arrived, ${formatCount(withoutConfidence + open)} censored (${formatCount(withoutConfidence)} merged without confidence, ${formatCount(open)} open): ${median}${plain}`
}

function describeLimits({ series, range }: MethodSource): string | null {
  const { limits, sentence } = prepareTrend(pickWeeklyPoints(series, 'withoutConfidence'), range)
  if (!limits) return null
  return `share without confidence, the organisation: mean of the weeks before ${formatShare(limits.mean)}, limits ${formatShare(Math.max(0, limits.low))} to ${formatShare(Math.min(1, limits.high))}. ${sentence}`
}

function describeFalseAlarms(teams: number): string {
  const base =
    `False alarms: in weeks that do nothing but vary, ${formatCount(FALSE_ALARMS.any * 100)} of 100 ranges of 12 weeks show a signal somewhere by chance. ` +
    `So a sentence names a change only where the signal stands in the last four weeks and the whole range lies on its side: ${formatCount(FALSE_ALARMS.standing * 100)} of 100.`
  if (teams === 0) return base
  const watched = teams * WATCHED_SERIES
  return `${base} With ${formatCounted(teams, 'team')} and ${WATCHED_SERIES} watched figures each, ${formatCount(watched)} series, that is about ${formatRate(watched * FALSE_ALARMS.standing)} such sentences on the pages of teams although nothing happened. The organisation’s list “What changed” therefore asks for more: a shift of the whole range so large that chance gives one anywhere in the list in at most one list of twenty (more where neighbouring weeks resemble each other, which no test of so few weeks can see).`
}
