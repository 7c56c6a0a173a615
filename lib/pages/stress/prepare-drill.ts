import type { Ends } from '@/lib/metrics/stress/cases'
import type { StressControls, StressReading, StressResult, StressVariant } from '@/lib/metrics/stress/compute'
import { computeSurgeDrill, countMaintainersNeeded } from '@/lib/metrics/stress/surge-drill'
import { formatDay } from '@/lib/pages/words/format-dates'
import { formatCount, formatCounted, formatHours, formatMultiple, formatMultipleRange, formatRate } from '@/lib/pages/words/format-figures'
import { formatAsked, formatRateEnds, nameAsked, nameMore } from './format'
import { ANSWER_WORDS } from './prepare-rows'
import { isolate } from '@/lib/pages/words/isolate'

/** What would change the answer, and the drill that would earn a yes, with this scope's numbers. */
export interface StressNextView {
  title: string
  lead: string
  variants: { label: string; capacity: string; breaks: string; interval: string; answer: string; source: 'measured' | 'modelled' }[]
  drill: { title: string; lead: string; steps: { term: string; text: string }[] }
}

/** Where a drill would be held: from when on, and, of an organisation, which surface first. */
export interface DrillPlace {
  start: Date
  firstSurface: string | null
}

const EARNS_YES = 'What would earn a yes: a review surge drill'

const VARIANTS: Record<StressVariant['key'], { label: string; source: 'measured' | 'modelled' }> = {
  as_is: { label: 'As it is', source: 'measured' },
  one_more: { label: 'One more maintainer', source: 'modelled' },
  without_top: { label: 'Without the busiest reviewer', source: 'modelled' },
}

export function prepareStressNext(reading: StressReading, test: StressResult, controls: StressControls, place: DrillPlace): StressNextView {
  const prefix = test.isLowerBound ? '≥\u00a0' : ''
  return {
    title: 'What would change the answer',
    lead: tellChange(reading, test, controls),
    variants: test.variants.map(({ key, capacity, breaksAt, answer }) => ({
      ...VARIANTS[key],
      capacity: `${prefix}${formatRate(capacity.value ?? 0)}`,
      breaks: `${prefix}${formatMultiple(breaksAt.value ?? 0)}`,
      interval: formatMultipleRange(breaksAt.low, breaksAt.high),
      answer: ANSWER_WORDS[answer],
    })),
    drill: prepareDrill(test, controls, place),
  }
}

/** Ends in a decision: what one maintainer more would do, and how many a yes would take. */
function tellChange(reading: StressReading, test: StressResult, controls: StressControls): string {
  const { variants, isLowerBound } = test
  const of = (key: StressVariant['key']) => variants.find((variant) => variant.key === key)
  const oneMore = of('one_more')
  if (!oneMore) return 'Who reviews here is not known, so neither one more nor one fewer can be modelled.'
  const atLeast = isLowerBound ? 'at least ' : ''
  const from = formatMultiple(of('as_is')?.breaksAt.value ?? 0)
  const first = `One more maintainer would take it from ${atLeast}${from} to ${atLeast}${formatMultiple(oneMore.breaksAt.value ?? 0)}, modelled.`
  const needed = countMaintainersNeeded(test, reading, controls)
  const today = formatRate(reading.effectiveReviewers ?? 0)
  const without = controls.isWithoutTop ? ' without the busiest reviewer' : ''
  if (needed === null) return first
  if (needed === 0) return `${first} Even the low end carries ${formatAsked(controls.multiple)}${without}, with nobody more.`
  return `${first} For the low end to carry ${formatAsked(controls.multiple)}${without} it would take ${nameNeeded(needed)}, beside the ${today} effective reviewers of today.`
}

function nameNeeded(needed: number): string {
  if (needed <= 3) return nameMore(needed)
  return needed > 999 ? 'more maintainers than anybody has' : `${formatCount(needed)} more maintainers`
}

function prepareDrill(
  test: StressResult,
  { multiple, sloWeekdayHours }: StressControls,
  { start, firstSurface }: DrillPlace,
): StressNextView['drill'] {
  const drill = computeSurgeDrill(test, multiple)
  if (!drill) {
    return { title: EARNS_YES, lead: 'There is nothing to drill at or below today’s arrivals: ask for more than 1×.', steps: [] }
  }
  const asked = formatAsked(multiple)
  const usual = toPrintedRate(test.demand.value ?? 0, drill.arrivals)
  const changed = test.isModelled ? 'Make the change of the what-if first; its effect is only modelled. ' : ''
  const verdicts = {
    yes: 'The yes above is untried. This would earn it.',
    no: 'A drill would not turn this no into a yes as things are: change something first, then drill.',
    not_shown: 'Neither a yes nor a no is shown. This would settle it.',
  }
  return {
    title: test.answer === 'no' ? 'After a change: a review surge drill' : EARNS_YES,
    lead:
      firstSurface === null
        ? verdicts[test.answer]
        : `${verdicts[test.answer]} Drill one surface at a time, “${isolate(firstSurface)}” first, which looks tightest; these are the numbers of the whole.`,
    steps: [
      {
        term: 'When',
        text: `${changed}The ${drill.weeks} weeks from Monday ${formatDay(start)}, or the next ${drill.weeks} without holidays. One week is a rehearsal; capacity needs ${drill.weeks} weeks in which work never ran out.`,
      },
      {
        term: 'How many',
        text: `${formatCounted(drill.arrivals, 'review')} a week, ${formatRate(drill.arrivals - usual)} more than the ${formatRate(usual)} that usually arrive: ${asked} at the high end of today’s arrivals. Send real changes that wait elsewhere, low tiers first; split none and invent none.`,
      },
      {
        term: 'Watch',
        text: `Something waiting at every midnight from Monday to Saturday. First-review wait within ${formatHours(sloWeekdayHours, 'weekday')}. And the counter-measures: provably fast approvals, lines per cycle and withdrawn cycles may not move outside normal variation.`,
      },
      {
        term: 'Counts as a yes',
        text: `The low end of the reviews answered a week reaches ${formatRate(drill.answeredLow)} (${asked} of ${formatRate(highOf(test.demand))}), and no counter-measure signals. Compare with the arrivals of today, ${formatRateEnds(test.demand)}: the drill’s own weeks raise the mean.`,
      },
      {
        term: 'Stop',
        text: `When more than ${formatCounted(drill.stopAtWaiting, 'review')} wait, a week’s work more than now: then it has broken below ${nameAsked(multiple)}, which is an answer too.`,
      },
    ],
  }
}

/** Rounded once, so that sum and difference add up as printed: formatRate keeps a decimal below 100 and none above. */
function toPrintedRate(value: number, sum: number): number {
  return sum < 99.95 ? Math.round(value * 10) / 10 : Math.round(value)
}

function highOf({ value, high }: Ends): number {
  return high ?? value ?? 0
}
