import { defineFigure } from '@/lib/pages/figures/define'
import {
  formatCount,
  formatHours,
  formatMultiple,
  formatMultipleRange,
  formatRate,
  formatShare,
  formatShareRange,
} from '@/lib/pages/words/format-figures'
import { toShownTopShare } from '@/lib/pages/figures/top-share'
import { formula, link, list, terms, text, type MethodSection, type MethodSource } from './prepare-parts'

/** Review capacity and what is said about more load. */
export function listCapacitySections(source: MethodSource): MethodSection[] {
  const { reviewCapacity: block } = source.readings
  const definition = defineFigure('capacity', source.readings)
  return [
    {
      id: 'headroom',
      name: 'Review headroom',
      answer: 'What reviewers can answer in a week, divided by what arrives in a week.',
      blocks: [
        formula(definition.formula, definition.withNumbers),
        text(definition.meaning),
        terms(
          [
            'Starts',
            'A review cycle opens at first ready, ready again, reopened, or a push or a new request after a review. After an approval only a push opens one.',
          ],
          [
            'Ends',
            'Any review sent by a qualified person, a comment included. Back to draft, closed, and merged without a review end it too, but are not answers.',
          ],
          [
            'Qualified',
            'A person with push access who wrote nothing of the change and did not ask an agent for it. Owning the path is not needed here; tier controls ask for that.',
          ],
          [
            'Counted',
            'Pull requests into the default or a protected branch, each layer of a stack, drafts from the day they are ready. Bots only where a person’s review was requested.',
          ],
          ['Unit', 'Cycles a week; headroom is a multiple. Arrivals: the last 13 complete weeks. Capacity: the last 26.'],
          ['No figure', 'Fewer than four complete weeks, or nothing arrived.'],
        ),
        text(
          'Capacity is not the throughput of a good week: throughput follows load, so a team with little to review would look slow. ' +
            'Only weeks that never ran out of work show a limit: those with something waiting at every midnight from Monday to Saturday. With fewer than four such weeks the best four weeks in a row stand as a lower bound, marked ≥.',
        ),
        list(
          'Known weakness: one abandoned pull request keeps every week full. Capacity then is what was answered, and headroom is pulled towards 1×.',
          'Merges without review count as arrivals and never as answers. So a team that often skips review has a headroom below 1× and no growing queue.',
          'A team’s capacity is what its own changes got, whoever reviewed them. It is not what its members could give elsewhere.',
          'The interval divides the ends of two 95 % intervals the unkind way round, so it is wider than 95 %.',
        ),
        formula('effective reviewers = 1 ÷ Σ share², top share = the largest share; nobody is named', describeLoad(block)),
      ],
    },
    {
      id: 'review-cycles',
      name: 'Review cycles and pushes',
      answer: 'A push starts a new wait, and GitHub’s API does not say when a push was, so the evidence names how we know.',
      blocks: [
        list(
          'From the webhook, where one was received: exact.',
          'Else a force push, which GitHub records with its time.',
          'Else two reviews that name different commits: the push lies between them, at the commit’s date held between the two.',
          'Else none. A merge of the base branch opens no cycle: nobody has to read it again.',
        ),
        text('Commit dates alone are not used: a rebase rewrites them.'),
      ],
    },
    {
      id: 'slo',
      name: 'Review target and error budget',
      answer: 'The share of cycles answered within a limit of weekday hours; the budget is the misses that the target allows.',
      blocks: [
        formula('budget used = misses ÷ ((1 − target) × n)', describeBudget(block)),
        terms(
          ['Good', 'Reviewed in time.'],
          ['Missed', 'Reviewed late, merged unreviewed, or open past the limit.'],
          ['Left out', 'Withdrawn and closed ones. Open ones below the limit are undetermined.'],
          ['Clock', 'Saturdays, Sundays and configured holidays are cut out, in the zone of the team. Queue ages are elapsed hours.'],
        ),
      ],
    },
    {
      id: 'twice',
      name: 'Twice as many changes?',
      answer: 'Yes only if the low end of headroom is at least 2×, no only if its high end is below it; anything else is “not shown”.',
      blocks: [
        formula('low end ≥ 2× yes · high end < 2× no · else not shown', describeTwice(block)),
        text(
          'A lower bound has no high end, so it can never say no: nobody has seen the limit. And a yes from data that only watched is a yes about weeks that were never doubled. ' +
            'So a yes is earned by a review surge drill: four weeks in which twice the arrivals are really sent, with a line at which to stop. The stress test says how many.',
        ),
        link('/stress-test', 'The stress test'),
      ],
    },
    {
      id: 'stress',
      name: 'The stress test',
      answer: 'A textbook queue with several reviewers, so its waits are worded “up to” and never observed.',
      blocks: [
        formula('R(m) = Wq(mλ) ÷ Wq(λ), Wq = ErlangC(c, cλ/C) ÷ (C − λ), c = the whole part of effective reviewers, at least 1', null),
        list(
          'Assumed: arrivals come independently, reviews take random (exponential) times, every reviewer can take every change, and nobody works faster under pressure. Real queues have batches, specialists and holidays.',
          'Those errors do not all point one way. Specialists make real waits longer; people who help out make them shorter.',
          'From m × λ ≥ C on there is no steady wait: the backlog grows by mλ − C a week.',
          'One more maintainer adds C ÷ effective reviewers. Leaving out the busiest takes C × top share. Both are marked modelled.',
          'A month is 13 ÷ 3 weeks.',
        ),
      ],
    },
  ]
}

type Capacity = MethodSource['readings']['reviewCapacity']

function describeLoad(capacity: Capacity): string | null {
  const { effectiveReviewers } = capacity
  if (effectiveReviewers === null) return null
  const topShare = toShownTopShare(capacity)
  return `${formatRate(effectiveReviewers)} effective reviewers${topShare === null ? '' : `; the busiest answers ${formatShare(topShare)}`}`
}

function describeBudget({ slo }: Capacity): string | null {
  const { n, missed, target, budgetUsed, attainment, low, high, limitWeekdayHours } = slo
  if (n === null || missed === null || budgetUsed === null || attainment === null) return null
  return (
    `${formatCount(missed)} ÷ ((1 − ${formatRate(target)}) × ${formatCount(n)}) = ${formatShare(budgetUsed)}; ` +
    `${formatShare(attainment)} in time (${formatShareRange(low, high)}), limit ${formatHours(limitWeekdayHours, 'weekday')} of weekdays`
  )
}

function describeTwice({ headroom, twice }: Capacity): string | null {
  if (headroom.value === null) return null
  const answer = { yes: 'yes, on passive data', no: 'no', not_shown: 'not shown' }[twice]
  return `${formatMultiple(headroom.value)}, interval ${formatMultipleRange(headroom.low, headroom.high)}: ${answer}`
}
