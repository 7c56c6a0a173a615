import { isShedding } from '@/lib/metrics/capacity/shedding'
import type { StressControls, StressReading, StressResult, StressTest } from '@/lib/metrics/stress/compute'
import { formatMultiple, formatMultipleRange, formatRate, formatShare } from '@/lib/pages/words/format-figures'
import { sayLoadResponse, saySkipped } from '@/lib/pages/figures/say-review'
import { explainWithheld } from '@/lib/pages/words/name-missing'
import type { SentencePart } from '@/lib/pages/figures/prepare-verdict'
import { formatAsked, formatRateEnds, nameAsked, nameMore } from './format'
import type { StressScope } from './source'

/**
 * The answer as a sentence. Three honest ones: yes where the whole interval carries m, always with what passive data
 * cannot show; no where none of it does; else “can’t tell”. A capacity that was never reached cannot say no. Under it first what
 * was seen (skipped reviews, the own busy weeks), then what is asked for and given; the model comes apart from both.
 */
export interface StressAnswerView {
  headline: SentencePart[]
  /** What was seen without a model; null: nothing that says anything. */
  seen: string | null
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
      seen: null,
      evidence: explainMissing(scope, test.status),
      caveat: null,
      listHref: scope.listHref,
    }
  return {
    headline: tellAnswer(subject, test, controls, scope.reading),
    seen: scope.reading && tellSeen(scope.reading),
    evidence: tellBalance(test, controls),
    caveat: CAVEATS[test.answer](test),
    listHref: scope.listHref,
  }
}

function tellSeen(reading: StressReading): string | null {
  const skipped = saySkipped(reading)
  const { testedUpTo } = reading.loadResponse
  const tested = testedUpTo === null ? null : `Its own weeks tested it up to ${formatMultiple(testedUpTo)}.`
  const seen = [skipped && `${skipped}.`, sayLoadResponse(reading), tested].filter(Boolean).join(' ')
  return seen === '' ? null : seen
}

function tellAnswer(subject: SentencePart, test: StressResult, controls: StressControls, reading: StressReading | null): SentencePart[] {
  const asked = nameAsked(controls.multiple)
  const condition = nameChanges(controls)
  const opening: SentencePart[] = condition === '' ? [] : [{ text: condition }]
  const whether = [{ text: condition === '' ? 'Whether ' : `${condition}whether ` }, subject]
  switch (test.answer) {
    case 'no':
      return [...opening, subject, { text: ` would not carry ${asked}: it ${tellBreak(test)}.` }]
    case 'yes': {
      // Load that is shed was never carried: beside it nothing given is room.
      if (reading && isShedding(reading)) {
        const skipped = formatShare(reading.unanswered.value ?? 0)
        return [...whether, { text: ` would carry ${asked}: can’t tell, because ${skipped} of its reviews are skipped.` }]
      }
      const room = test.isModelled ? `would have room for ${asked}, by the model and untried` : `has shown room for ${asked}, untried`
      return [...opening, subject, { text: ` ${room}: it ${tellBreak(test)}.` }]
    }
    case 'not_shown': {
      const where = test.isLowerBound ? `Nobody has seen its limit; at its best it ${tellBreak(test)}.` : `It ${tellBetween(test)}.`
      return [...whether, { text: ` would carry ${asked}: can’t tell. ${where}` }]
    }
  }
}

/** A lower bound was answered and is no limit; what follows from a what-if was neither. */
function tellBreak({ breaksAt, isLowerBound, isModelled }: StressResult): string {
  if (isLowerBound) return `${isModelled ? 'would give' : 'gave'} ${formatShare(breaksAt.value ?? 0)} of what is asked for today`
  const value = formatMultiple(breaksAt.value ?? 0)
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
  const given = isLowerBound
    ? `in the best four weeks ${formatRate(measuredCapacity.value ?? 0)} were given`
    : `${formatRateEnds(measuredCapacity)} are given in full weeks`
  const changed = isModelled
    ? ` With the change it would be ${isLowerBound ? 'at least ' : ''}${formatRate(capacity.value ?? 0)}, modelled.`
    : ''
  const asked = multiple === 1 ? '' : ` At\u00a0${formatAsked(multiple)}, ${formatRate(arrivals.value ?? 0)} would be asked for.`
  return `${formatRateEnds(demand)} reviews a week are asked for; ${given}.${changed}${asked}`
}

const CAVEATS: Record<StressResult['answer'], (test: StressResult) => string> = {
  yes: () =>
    'A yes from passive data is a promise, not a proof: so much has not been asked for at once. More changes at a time can also be larger, riskier or less familiar ones. Only the drill below would earn it.',
  no: ({ isModelled }) =>
    isModelled
      ? 'Even the best estimate does not reach it with the change, which is modelled from how reviews are spread today.'
      : 'Even the best estimate does not reach it. A week of overtime might; a month leaves the backlog below.',
  not_shown: ({ isLowerBound }) =>
    isLowerBound
      ? 'Too few weeks were full, so the limit itself was not seen: this cannot become a no, and only a drill can make it a yes.'
      : 'The interval lies on both sides of what is asked: the weeks seen are too few, or too uneven, to tell. More weeks narrow it; a drill decides it.',
}

function tellMissing({ contributors }: StressScope, status: Exclude<StressTest['status'], 'ok'>): SentencePart[] {
  switch (status) {
    case 'withheld':
      return [{ text: contributors === 0 ? ' has no pull requests in these weeks.' : ' is not shown: its figures would show its people.' }]
    case 'insufficient':
      return [{ text: ' has too few weeks of review to be put under stress.' }]
    case 'no_demand':
      return [{ text: ' is asked for no reviews, so there is nothing to multiply.' }]
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
      return 'Reviews asked for need four complete weeks, and those given four weeks in a row, of the last 26. As weeks are read, the test appears by itself.'
    case 'no_demand':
      return 'No review cycle opened here in the last 13 complete weeks. A multiple of nothing says nothing.'
    case 'no_reviewers':
      return 'No review by a qualified person was found in these weeks. Set the what-ifs back to see what is known without them.'
  }
}
