import { DEMAND_WEEKS } from '@/lib/metrics/capacity/estimate'
import { ESCAPE_WINDOW_DAYS, NEAR_LINES } from '@/lib/metrics/defects/catch-rate'
import { MINIMUM_CONTRIBUTORS } from '@/lib/metrics/document/suppress'
import { TRAILING_WEEKS } from '@/lib/metrics/readings/scope-document'
import { THRESHOLDS } from '@/lib/policy/defaults'
import { formatHours, formatShare } from '@/lib/pages/words/format-figures'
import { choices, text, type MethodSection, type MethodSource } from './prepare-parts'

/** Every threshold that a definition rests on: what holds, why, what real data showed, and what nobody knows yet. */
export function listChoiceSections({ configuration }: Pick<MethodSource, 'configuration'>): MethodSection[] {
  const { slo } = configuration
  const { tiersNotConfigured, aiCoverage } = THRESHOLDS
  return [
    {
      id: 'choices-capacity',
      name: 'Thresholds of capacity',
      answer: 'Capacity is said only where every reviewer could have been busy; else it is a lower bound, or what busy weeks showed.',
      blocks: [
        text(
          '“Real data” are 5,327 pull requests of three projects that nobody built on, computed a second time independently, with 60 merges read by hand before their verdicts were looked at. Where nothing is said of them, they showed nothing that bears on the choice.',
        ),
        choices(
          {
            name: 'A full week',
            inForce: 'at six midnights at least as many fresh cycles wait as there are effective reviewers',
            why: 'Only then does output show what review can give.',
            shown: 'Headroom as throughput ÷ arrivals said “no” while the queue fell.',
            unknown: 'How often small teams ever have four such weeks.',
          },
          {
            name: 'Fresh',
            inForce: 'younger than 14 days',
            why: 'One forgotten pull request would keep every week full.',
            shown: null,
            unknown: 'Whether teams with long reviews need longer.',
          },
          {
            name: 'Weeks looked back on',
            inForce: `${DEMAND_WEEKS} for demand, ${TRAILING_WEEKS} for capacity; at least 4 full ones`,
            why: 'A quarter follows a change of team; half a year holds enough full weeks.',
            shown: null,
            unknown: 'What seasons do to either.',
          },
          {
            name: 'Contradicted',
            inForce: 'less capacity than demand while the queue did not grow',
            why: 'Work that was not done would be waiting; so the figure becomes a lower bound and names the queue.',
            shown: 'The “no” above is the case that it is for.',
            unknown: null,
          },
          {
            name: 'Unanswered share',
            inForce: 'named where it is surely above 5\u00a0%',
            why: 'Load that is shed looks like capacity.',
            shown: null,
            unknown: 'Which share is harmless for work that carries no risk.',
          },
          {
            name: 'Load response',
            inForce: 'busiest against quietest third of at least 12 weeks, 30 cycles each; 5 points count',
            why: 'Busy weeks of the own past are the only trial of more load that there was.',
            shown: 'Of 50 half-years of open projects, 42 show nothing: people are here or away together.',
            unknown: 'Whether companies, with steadier weeks, see more.',
          },
          {
            name: 'Concentration',
            inForce: 'under 3 effective reviewers and at least 40\u00a0% with one, of 30 reviews',
            why: 'Two people on leave would stop the work.',
            shown: null,
            unknown: 'Where the border lies; no name is ever given.',
          },
          {
            name: 'Review target',
            inForce: `${formatShare(slo.target)} within ${formatHours(slo.limitWeekdayHours, 'weekday')} of weekdays`,
            why: 'One working day; what differs by tier stands beside it.',
            shown: null,
            unknown: 'What your teams want: plumbline.yml says it.',
          },
          {
            name: 'Provably fast',
            inForce: 'at least 50 lines approved at over 1,000 lines an hour, without a word',
            why: 'Elapsed time bounds reading time from above, so the mark is certain.',
            shown: null,
            unknown: 'How long anybody did read: absence of the mark proves nothing.',
          },
        ),
      ],
    },
    {
      id: 'choices-confidence',
      name: 'Thresholds of confidence',
      answer: 'An approval is what a qualified person said of the final patch, by button, in words or by a merge command.',
      blocks: [
        text('Read by hand, “reviewed on the final patch” agrees with readers in 95\u00a0% of the merges.'),
        choices(
          {
            name: 'Approvals in words',
            inForce: 'ACK, LGTM and their like, in own words, without a condition in the sentence',
            why: 'Whole projects approve so, and GitHub counts none of it.',
            shown: '“Confident” was right 21 of 21 times; “merged without confidence” 7 of 27, approvals in words among what it missed.',
            unknown: 'Words of other languages.',
          },
          {
            name: 'Merge commands',
            inForce: '“bors r+”, “/lgtm”, “@mergify queue” and their like, of anybody but the author',
            why: 'The command is the approval where a bot merges.',
            shown: 'Merges by command were among those wrongly called “without”.',
            unknown: 'Commands of bots that are not on the list.',
          },
          {
            name: 'Known reviewer',
            inForce: 'reviews on 10 other merged pull requests of the repository, without push access',
            why: 'Projects trust people long before they give them the key.',
            shown: 'Their approvals were missing in merges wrongly called “without”.',
            unknown: 'Whether 10 is too many for small repositories.',
          },
          {
            name: 'Landed though closed',
            inForce: 'a merge bot, or a member who names the commit, within 10 minutes of the close',
            why: 'Such merges look abandoned on GitHub.',
            shown: 'Without it merges that a bot lands were invisible.',
            unknown: 'Projects whose bot says nothing.',
          },
          {
            name: 'Branch rule of the day',
            inForce: 'the last snapshot before the merge; before the first, checks that reported on the head',
            why: 'A check that became required last week must not judge last year.',
            shown: null,
            unknown: 'Rules of before the first snapshot, marked “rule assumed”.',
          },
          {
            name: 'Machine users',
            inForce: 'at least half of the comments begin with 60 characters written on 10 pull requests',
            why: 'A bot with a person’s account would review and answer.',
            shown: 'A name that ends in “-bot” proves nothing.',
            unknown: 'Machines that vary their words: name them in plumbline.yml.',
          },
        ),
      ],
    },
    {
      id: 'choices-defects',
      name: 'Thresholds of defects',
      answer: 'A catch is a claim of wrong behaviour whose lines change afterwards; an escape is a repair that names the change.',
      blocks: [
        choices(
          {
            name: 'Words of a claim',
            inForce: 'verbs and states (“crashes”, “is null”), not bare nouns of the domain',
            why: '“Error” and “security” name things as often as they blame them.',
            shown: 'Of the first list’s strict catches 19\u00a0% were claims; of this one’s about 7 of 10.',
            unknown: 'Your own words: audit 50 by hand.',
          },
          {
            name: 'Broad catches',
            inForce: 'a count beside the rate, which enters nothing',
            why: 'The kind of such a fix is not clear.',
            shown: 'Hardly one in ten was a defect.',
            unknown: null,
          },
          {
            name: 'Near a thread',
            inForce: `${NEAR_LINES} lines, where hunks are known`,
            why: 'A fix often lands beside the line it was asked on.',
            shown: null,
            unknown: 'Fixes elsewhere are missed.',
          },
          {
            name: 'Follow-up',
            inForce: `${ESCAPE_WINDOW_DAYS} days, a 90-day line beside it; ${THRESHOLDS.revertWindowDays} for reverts`,
            why: 'Every merge gets the same time, so ranges can be compared.',
            shown: null,
            unknown: 'Defects that nobody found yet.',
          },
          {
            name: 'No rate below',
            inForce: '10 defects',
            why: 'Its interval would cover nearly everything.',
            shown: null,
            unknown: null,
          },
        ),
      ],
    },
    {
      id: 'choices-trail',
      name: 'Thresholds of the trail',
      answer: 'A reason is a cue or a section, or 25 own words; the two are shown apart.',
      blocks: [
        choices(
          {
            name: 'Why in prose',
            inForce: '25 own words in the body, headings not counted',
            why: 'Most reasons carry no cue word.',
            shown: 'The cues alone found 28\u00a0% of the reasons that readers found. With prose the rule agrees on 84\u00a0% of 141.',
            unknown: 'Whether generated prose gives reasons: it counts only where a person wrote it.',
          },
          {
            name: 'Least words',
            inForce: '8 for a reason, an alternative or a remark, 5 for a risk or a test, 20 for a linked issue',
            why: 'Less is a heading or a courtesy.',
            shown: 'From 12 to 25 words of prose the agreement differs by noise.',
            unknown: 'Languages that write more in one word.',
          },
          {
            name: 'Verification',
            inForce: 'a test file, a test section, or who says what they ran',
            why: 'Many projects test by hand and say so.',
            shown: 'Agrees with readers in 92\u00a0% of the merges.',
            unknown: 'Whether it was run.',
          },
          {
            name: 'Dialogue',
            inForce: 'a person’s remark of 8 words, answered before the merge',
            why: 'A question that nobody answered explains nothing.',
            shown: 'Agrees with readers in 95\u00a0%.',
            unknown: 'Talk outside GitHub.',
          },
        ),
      ],
    },
    {
      id: 'choices-display',
      name: 'Thresholds of tiers and of what is shown',
      answer: 'A repository that path rules do not know is judged more mildly and says so; small groups and small numbers stay hidden.',
      blocks: [
        choices(
          {
            name: 'Tiers not configured',
            inForce: `more than ${formatShare(tiersNotConfigured.share)} of the merges of ${tiersNotConfigured.weeks} weeks with a file that no rule knows, ${tiersNotConfigured.weeksInARow} Mondays in a row`,
            why: 'What nobody classified would be held to T2’s maintainer; it is judged as T1 until somebody says more.',
            shown:
              'With the first rules 51\u00a0% of one project’s 944 merges and 68\u00a0% of 1,047 merges in 26 repositories had such a file; with these 15\u00a0% and 13\u00a0%, and no repository lies above half.',
            unknown: 'Near one half a repository can change several times a year.',
          },
          {
            name: 'Contributors',
            inForce: `at least ${MINIMUM_CONTRIBUTORS}`,
            why: 'A figure of three people is nearly a figure of a person.',
            shown: null,
            unknown: 'What several lists together could tell.',
          },
          {
            name: 'Small numbers',
            inForce: '6 for a median, 13 for a p75, 36 for a p90; a mark below 20',
            why: 'Fewer observations have no two-sided 95\u00a0% interval.',
            shown: null,
            unknown: null,
          },
          {
            name: 'Words of change',
            inForce: 'only on a signal of the XmR chart: 12 weeks before, 8 of them measured',
            why: 'Without it, noise would be told as news.',
            shown: null,
            unknown: 'Changes slower than the chart sees.',
          },
          {
            name: 'AI share',
            inForce: `a range from ${formatShare(aiCoverage.range)} of the lines with a sign, “at least” from ${formatShare(aiCoverage.atLeast)}`,
            why: 'Lines without a sign are unknown, and a point would pretend to know them.',
            shown: null,
            unknown: 'Every tool that signs nothing.',
          },
        ),
      ],
    },
  ]
}
