import type { StressControls, StressResult, StressTest } from '@/lib/metrics/stress/compute'
import { formatCount, formatMultiple, formatMultipleRange, formatRate } from '@/lib/pages/words/format-figures'
import { explainWithheld } from '@/lib/pages/words/name-missing'
import type { SentencePart } from '@/lib/pages/figures/prepare-verdict'
import { formatAsked, formatRateEnds, nameAsked, nameMore } from './format'
import type { StressScope } from './source'

/**
 * The answer as a sentence. Three honest ones: yes where the whole interval carries m, always with what passive data
 * cannot show; no where none of it does; else not shown. A capacity that was never reached cannot say no.
 */
export interface StressAnswerView {
  headline: SentencePart[]
  evidence: string
  /** What the answer is not; null where there is none. */
  caveat: string | null
  listHref: string | null
}

export function prepareStressAnswer(scope: StressScope, test: StressTest, controls: StressControls): StressAnswerView {
  const subject: SentencePart = { text: scope.name, isSubject: true }
  if (test.status !== 'ok')
    return {
      headline: [subject, ...tellMissing(scope, test.status)],
      evidence: explainMissing(scope, test.status),
      caveat: null,
      listHref: scope.listHref,
    }
  return {
    headline: tellAnswer(subject, test, controls),
    evidence: tellBalance(test, controls),
    caveat: `${CAVEATS[test.answer](test)}${tellOwed(test)}`,
    listHref: scope.listHref,
  }
}

function tellAnswer(subject: SentencePart, test: StressResult, controls: StressControls): SentencePart[] {
  const asked = nameAsked(controls.multiple)
  const condition = nameChanges(controls)
  const opening: SentencePart[] = condition === '' ? [] : [{ text: condition }]
  switch (test.answer) {
    case 'no':
      return [...opening, subject, { text: ` would not carry ${asked}: it ${tellBreak(test)}.` }]
    case 'yes': {
      const room = test.isModelled ? `would have room for ${asked}, by the model and untried` : `has shown room for ${asked}, untried`
      return [...opening, subject, { text: ` ${room}: it ${tellBreak(test)}.` }]
    }
    case 'not_shown': {
      const where = test.isLowerBound ? `its limit was never reached, and at its best it ${tellBreak(test)}.` : `it ${tellBetween(test)}.`
      return [
        { text: condition === '' ? 'Whether ' : `${condition}whether ` },
        subject,
        { text: ` would carry ${asked} is not shown: ${where}` },
      ]
    }
  }
}

/** A lower bound was answered and is no limit; what follows from a what-if was neither. */
function tellBreak({ breaksAt, isLowerBound, isModelled }: StressResult): string {
  const value = formatMultiple(breaksAt.value ?? 0)
  if (isLowerBound) return `${isModelled ? 'would answer' : 'answered'} ${value} of what arrives today`
  return `${isModelled ? 'would break' : 'breaks'} at ${value} (${formatMultipleRange(breaksAt.low, breaksAt.high)})`
}

function tellBetween({ breaksAt: { low, high }, isModelled }: StressResult): string {
  const bound = high === null ? `from ${formatMultiple(low ?? 0)} up` : `between ${formatMultiple(low ?? 0)} and ${formatMultiple(high)}`
  return `${isModelled ? 'would break' : 'breaks'} somewhere ${bound}`
}

/** "With one more maintainer and without the busiest reviewer, ": empty without a what-if. */
function nameChanges({ moreMaintainers, isWithoutTop }: StressControls): string {
  const changes = [
    ...(moreMaintainers > 0 ? [`with ${nameMore(moreMaintainers)}`] : []),
    ...(isWithoutTop ? ['without the busiest reviewer'] : []),
  ].join(' and ')
  return changes === '' ? '' : `${changes.charAt(0).toUpperCase()}${changes.slice(1)}, `
}

function tellBalance(
  { demand, measuredCapacity, capacity, arrivals, isLowerBound, isModelled }: StressResult,
  { multiple }: StressControls,
): string {
  const answered = isLowerBound
    ? `at its best ${formatRate(measuredCapacity.value ?? 0)} were answered`
    : `${formatRateEnds(measuredCapacity)} are answered when work never runs out`
  const changed = isModelled
    ? ` With the change it would be ${isLowerBound ? 'at least ' : ''}${formatRate(capacity.value ?? 0)}, modelled.`
    : ''
  const asked = multiple === 1 ? '' : ` At\u00a0${formatAsked(multiple)}, ${formatRate(arrivals.value ?? 0)} would arrive.`
  return `${formatRateEnds(demand)} reviews a week arrive; ${answered}.${changed}${asked}`
}

/** More arrives than is answered, and no queue to show for it: the model's backlog is then not one that anybody sees. */
function tellOwed({ demand, measuredCapacity, backlogNow, isLowerBound }: StressResult): string {
  const isShort = (demand.value ?? 0) > (measuredCapacity.value ?? 0)
  if (isLowerBound || !isShort || backlogNow === null || backlogNow >= (demand.value ?? 0)) return ''
  return ` Already more arrives than is answered, and yet only ${formatCount(backlogNow)} wait: the rest is merged, closed or withdrawn without a review. Read the backlog as reviews owed; some would be skipped rather than waited for.`
}

const CAVEATS: Record<StressResult['answer'], (test: StressResult) => string> = {
  yes: () =>
    'A yes from passive data is a promise, not a proof: so much has not been asked for at once. More changes at a time can also be larger, riskier or less familiar ones. Only the drill below would earn it.',
  no: ({ isModelled }) =>
    isModelled
      ? 'No end of the interval reaches it, even with the change; the change is modelled, from how the reviews are spread today.'
      : 'No end of the interval reaches it. Long days might, for a week; a month of it is the backlog below.',
  not_shown: ({ isLowerBound }) =>
    isLowerBound
      ? 'Too few weeks ran out of time rather than out of work, so the limit itself was not seen: this cannot become a no, and only a drill can make it a yes.'
      : 'The interval lies on both sides of what is asked: the weeks seen are too few, or too uneven, to tell. More weeks narrow it; a drill decides it.',
}

function tellMissing({ contributors }: StressScope, status: Exclude<StressTest['status'], 'ok'>): SentencePart[] {
  switch (status) {
    case 'withheld':
      return [{ text: contributors === 0 ? ' has no pull requests in these weeks.' : ' is not shown: its figures would show its people.' }]
    case 'insufficient':
      return [{ text: ' has too few weeks of review to be put under stress.' }]
    case 'no_demand':
      return [{ text: ' gets no reviews to multiply.' }]
    case 'no_reviewers':
      return [{ text: ': who reviews here is not known, so nobody can be added or left out.' }]
  }
}

function explainMissing({ contributors, kind }: StressScope, status: Exclude<StressTest['status'], 'ok'>): string {
  switch (status) {
    case 'withheld':
      return kind === 'surface' && contributors !== null && contributors >= 5
        ? 'A surface beside it has fewer than 5 contributors. With only that one hidden, its figures would follow from the total.'
        : explainWithheld(contributors)
    case 'insufficient':
      return 'Arrivals need four complete weeks and capacity four weeks in a row, of the last 26. As weeks are read, the test appears by itself.'
    case 'no_demand':
      return 'No review cycle opened here in the last 13 complete weeks. A multiple of nothing says nothing.'
    case 'no_reviewers':
      return 'No review by a qualified person was found in these weeks. Set the what-ifs back to see what is known without them.'
  }
}
