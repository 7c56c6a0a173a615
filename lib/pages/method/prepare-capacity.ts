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
import { nameTwice } from '@/lib/pages/figures/say-review'
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
      answer: 'Reviews given in a week in which every reviewer had work, divided by the reviews asked for in a week.',
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
          [
            'Unit',
            'Cycles a week; headroom is a multiple. Asked for: the last 13 complete weeks, without cycles withdrawn or closed. Given: the last 26.',
          ],
          ['No figure', 'Fewer than four complete weeks, or nothing was asked for.'],
        ),
        text(
          'Capacity is not the throughput of a good week: throughput follows load, so a team with little to review would look slow. ' +
            'Only full weeks show a limit: those in which, at every midnight from Monday to Saturday, at least as many cycles younger than 14 days waited as there are effective reviewers. ' +
            'With fewer than four such weeks the best four weeks in a row stand as a lower bound, marked ≥. So they do where fewer were given than asked for and yet the queue did not grow: then what was given was no limit.',
        ),
        list(
          'On three real projects the first edition said “no” while the queue fell: one forgotten pull request kept every week full. Hence fresh work for every reviewer, and the contradiction.',
          'Merges without review are asked for and never given. The skipped share stands beside headroom; shown above 5 %, no headroom is called room.',
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
      name: 'Review target: late or skipped',
      answer: 'The share of cycles answered within a limit of weekday hours; the budget is the misses that the target allows.',
      blocks: [
        formula('budget used = misses ÷ ((1 − target) × n)', describeBudget(block)),
        terms(
          ['Good', 'Reviewed in time.'],
          ['Late', 'Reviewed late, or open past the limit: slowness.'],
          ['Skipped', 'Merged before anyone answered: a matter of rules.'],
          ['Left out', 'Withdrawn and closed ones. Open ones below the limit are undetermined.'],
          ['Clock', 'Saturdays, Sundays and configured holidays are cut out, in the zone of the team. Queue ages are elapsed hours.'],
        ),
      ],
    },
    {
      id: 'twice',
      name: 'Twice as many changes?',
      answer: 'Yes only if the low end of headroom is at least 2×, no only if its high end is below it; anything else is “can’t tell”.',
      blocks: [
        formula('low end ≥ 2× yes · high end < 2× no · else can’t tell', describeTwice(block)),
        text(
          'A lower bound has no high end, so it can never say no: nobody has seen the limit. Nor is it no where the own weeks held at twice the load. And a yes from data that only watched is a yes about weeks that were never doubled. ' +
            'So a yes is earned by a review surge drill: four weeks in which twice the arrivals are really sent, with a line at which to stop. The stress test says how many.',
        ),
        link('/stress-test', 'The stress test'),
      ],
    },
    {
      id: 'load-response',
      name: 'Skipped reviews and the own busy weeks',
      answer: 'What was seen comes before any model: reviews that nobody gave, and whether busy weeks were answered worse than quiet ones.',
      blocks: [
        formula('skipped = merged before anyone answered ÷ (answered + skipped), 13 weeks', describeSkipped(block)),
        text(
          'Busy are the third of the last 26 weeks in which most pull requests became ready, quiet the third with fewest. Of each: the share of reviews answered in time. ' +
            'It bends where the share is shown to fall by at least 5 points (Newcombe’s interval of the two Wilson intervals), holds where the fall is shown to be smaller, and else we can’t tell.',
        ),
        formula('fall = share in time in quiet weeks − in busy weeks', describeFall(block)),
        list(
          'Pushes after a review open cycles too, but do not make a week busy: reviewing brings them about.',
          'Fewer than 12 weeks, or 30 reviews in a third: too few to say.',
          'On real open projects busier weeks are mostly answered better (42 of 50 half-years): people are here or away together, which shows nothing about load.',
          'Tested up to: the best four weeks in a row over the mean. “Twice” may be called tested only from 2× on.',
        ),
      ],
    },
    {
      id: 'break-first',
      name: 'Where it would break first',
      answer: 'A team or surface is named with its kind, by the strongest evidence there is; a lower bound alone names nothing.',
      blocks: [
        terms(
          ['1. Busy weeks', 'The own busy weeks were answered worse; the deepest fall.'],
          ['2. Limit', 'Its limit was seen, and the high end of headroom lies below twice; the smallest headroom.'],
          ['3. Queue', 'T2 and T3 reviews are shown to be late more often than the target allows, or more than ever wait over a weekday.'],
          ['4. Few people', 'At least 30 reviews, under three effective reviewers, and one gives 40 % or more. Nobody is named.'],
          ['5. Skipping', 'Reviews of T2 and T3, else of all, are shown to be skipped above 5 %: a matter of rules, not of speed.'],
        ),
        text(
          'Within a kind a team comes before a surface: its people can act, and its surfaces are slices of the same reviews. Over a weekday counts from Friday’s midnight to Saturday’s; a holiday on that Friday is not taken off.',
        ),
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
  const { n, missed, late, skipped, target, budgetUsed, attainment, low, high, limitWeekdayHours } = slo
  if (n === null || missed === null || budgetUsed === null || attainment === null) return null
  return (
    `${formatCount(missed)} ÷ ((1 − ${formatRate(target)}) × ${formatCount(n)}) = ${formatShare(budgetUsed)}; ` +
    `${formatCount(late ?? 0)} late, ${formatCount(skipped ?? 0)} skipped; ${formatShare(attainment)} in time (${formatShareRange(low, high)}), limit ${formatHours(limitWeekdayHours, 'weekday')} of weekdays`
  )
}

function describeTwice(block: Capacity): string | null {
  const { headroom } = block
  if (headroom.value === null) return null
  return `${formatMultiple(headroom.value)}, interval ${formatMultipleRange(headroom.low, headroom.high)}: ${nameTwice(block)}`
}

function describeSkipped({ unanswered: { value, low, high } }: Capacity): string | null {
  return value === null ? null : `${formatShare(value)} (${formatShareRange(low, high)})`
}

function describeFall({ loadResponse: { busy, quiet, fall, status } }: Capacity): string | null {
  if (fall.value === null || fall.low === null || fall.high === null) return null
  const share = ({ good, n }: typeof busy) => `${formatCount(good ?? 0)} of ${formatCount(n ?? 0)}`
  const points = (value: number) => formatCount(Math.round(value * 100)).replace('-', '−')
  const words = { bends: 'bends', holds: 'holds', not_shown: 'can’t tell', insufficient: 'too few', withheld: 'withheld' }[status]
  return `${share(quiet)} less ${share(busy)}: ${points(fall.value)} points (${points(fall.low)} to ${points(fall.high)}), ${words}`
}
