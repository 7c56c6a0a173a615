import { printAgreement } from '@/lib/pages/figures/say-agreement'
import { formatCount } from '@/lib/pages/words/format-figures'
import { READ_BY_PEOPLE } from '@/lib/policy/read-by-people'
import { list, terms, text, link, type MethodSection } from './prepare-parts'

/** Whose changes are counted, and what the data cannot tell. */
export function listLimitSections(): MethodSection[] {
  return [
    {
      id: 'counted',
      name: 'Whose changes are counted',
      answer: 'A change belongs to the teams of its author on the day it became ready, and once to the organisation.',
      blocks: [
        terms(
          ['Several teams', 'It counts in each, so teams need not add up to the organisation.'],
          ['Agents', 'A change by an agent belongs to whoever asked for it: requester or assignee, else the one who merged it.'],
          ['Moves', 'Somebody who changes teams takes no history along.'],
          ['Before the first sync', 'Today’s members are assumed to have been members always: GitHub keeps no history of teams.'],
          ['Parent teams', 'Immediate members only.'],
          [
            'As of',
            'Facts after the instant of the page do not exist for it. Facts without a date (labels, texts, resolved threads) count as last read.',
          ],
        ),
      ],
    },
    {
      id: 'cannot-know',
      name: 'What GitHub cannot know',
      answer: 'GitHub keeps what was sent, not what was thought; five things are out of reach of any reading here.',
      blocks: [
        list(
          'Minutes spent reviewing. Only an upper bound exists: the time between request and answer. An approval faster than 1,000 lines an hour is certainly too fast to have been read; the absence of such a mark proves nothing.',
          'Defects that nobody found, and defects that were found and never tied to a change.',
          'Who wrote unmarked code, and how much of an assisted commit the person wrote.',
          'When a thread was resolved, unless the webhook said so. Such merges keep their hours and show no idle time.',
          'Reviews in a call, in a pair, at a desk.',
        ),
      ],
    },
    {
      id: 'biases',
      name: 'Known biases',
      answer: 'Each of these bends a figure in a known direction; none is corrected silently.',
      blocks: [
        terms(
          ['Texts as last edited', 'A why that was added after the merge counts. The trail looks better than it was.'],
          ['CODEOWNERS as it stands', 'Old merges are judged by today’s owners, in either direction.'],
          ['Expired checks', 'GitHub drops old check results. Old merges become indeterminate, not confident.'],
          [
            'Branch rules of old',
            'GitHub tells only today’s rule. A merge is judged by the one last read before it; before the first reading by the checks that reported, and it is marked “a branch rule read later”.',
          ],
          [
            'Marks of AI',
            'A tool that signs its work is seen, one that does not is not. Tool defaults move the figure without any change in habits.',
          ],
          ['English words', 'Claims, reasons and reverts in other languages are missed; headings still count.'],
          [
            'Squash merges',
            'The commits of the pull request are read, not the squashed one, since trailers get lost there. A branch that was force-pushed shows its last commits only.',
          ],
          ['Fixes named by number', 'Teams that name what they fix show more escapes than teams that do not.'],
          [
            'Survivors',
            'Closed changes leave the time to merge. A team that closes what is stuck looks faster. How many were closed is in the API, as closedUnmerged.',
          ],
          ['Full weeks', 'Only what is younger than 14 days fills a week. Where all reviews take longer, capacity stays a lower bound.'],
        ),
      ],
    },
    {
      id: 'read-by-people',
      name: 'How far the rules agree with people',
      answer:
        'Well on who approved the final patch, on verification and on dialogue; badly on the why and on catches, which are for trends and lower bounds.',
      blocks: [
        text(
          'Two people read 40 real merges of 2024 and 2025, drawn by a seed from one project without agents and from many with them, before they saw what a rule said. A merge counts where both say the same and the source says enough to ask. κ is how far the two agree beyond chance.',
        ),
        terms(...QUESTIONS.map(toTerm)),
        text(
          'The why is missed where a sentence names what was broken without a word for a reason (“Fixes a silent merge conflict between …”), and wrongly found where an instruction has such a word. ' +
            'Catches are missed where the reviewer only shows the code, and the author’s “oops, fixed” is the only word for the defect.',
        ),
      ],
    },
    {
      id: 'hand-audit',
      name: 'Check the rules yourself',
      answer:
        'Judge 50 threads or 50 merges by hand without seeing what the rule said; precision and recall then stand beside the catch rate.',
      blocks: [
        text(
          'Half of the sample is what the rule flagged, half what it did not: without the second half there is no recall. Each unflagged item stands for many, so one miss weighs heavily, and the interval of the recall is wide on purpose. ' +
            'It pairs exact intervals of both halves at their worst ends.',
        ),
        text(
          'The corrected count, flagged × precision ÷ recall, is a line beside the figure and never replaces it: it would trade a rule that everyone can repeat for the eye of one reader.',
        ),
        link('/method/audit', 'Start or resume an audit'),
      ],
    },
  ]
}

const QUESTIONS = Object.keys(READ_BY_PEOPLE).filter((key): key is keyof typeof READ_BY_PEOPLE => key in READ_BY_PEOPLE)

function toTerm(key: keyof typeof READ_BY_PEOPLE): [string, string] {
  const { question, found, there, kappa } = READ_BY_PEOPLE[key]
  return [
    question,
    `rule and readers say the same of ${printAgreement(key)}; of ${formatCount(there)} with a yes the rule found ${formatCount(found)}; κ ${kappa === null ? 'not defined: both said yes to all' : kappa.toFixed(2)}`,
  ]
}
