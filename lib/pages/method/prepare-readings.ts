import { ESCAPE_WINDOW_DAYS, NEAR_LINES } from '@/lib/metrics/defects/catch-rate'
import { PROSE_WORDS, TRAIL_RULES } from '@/lib/metrics/trail/reasoning-trail'
import { THRESHOLDS } from '@/lib/policy/defaults'
import { TIERS } from '@/lib/policy/tiers'
import { defineFigure } from '@/lib/pages/figures/define'
import { formatCount, formatRate, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'
import { formula, link, list, terms, text, type MethodSection, type MethodSource } from './prepare-parts'

/** The other four readings and the controls of a tier. */
export function listReadingSections({ readings, details, auditNote, configuration }: MethodSource): MethodSection[] {
  const define = (key: Parameters<typeof defineFigure>[0]) => defineFigure(key, readings)
  return [
    {
      id: 'confident-merge',
      name: 'Time to confident merge',
      answer: 'Hours from first ready to a merge at whose instant nothing was missing, counted so that skipping review cannot shorten it.',
      blocks: [
        formula(define('confidence').formula, define('confidence').withNumbers),
        terms(
          [
            'Starts',
            'First ready for review; for a stacked change the later of ready and retarget. A later draft does not stop the clock.',
          ],
          [
            'Ends',
            'The merge, if it was confident: enough qualified approvals of the final patch, no standing request for changes, required checks green, every thread resolved.',
          ],
          [
            'Final patch',
            'An approval holds if only merges of the base came after it, or the patch is known to be the same. Any other commit makes it stale.',
          ],
          [
            'Checks',
            'The branch rule’s, by name. Without a readable rule every reported check must be green; with none reported the condition holds and is marked “no checks”.',
          ],
          [
            'Counted',
            'Changes by people and AI agents that became ready in the range, less those closed unmerged. Dependency bots, reverts, releases and back-merges are not.',
          ],
          [
            'Left out',
            'Indeterminate merges, whose checks, threads or patch nobody can read any more. Their number stands beside the figure. What surely failed is never indeterminate.',
          ],
          ['No figure', 'Fewer than 6 for a median, 13 for a p75; “not reached” where too few got there.'],
        ),
        link('#kaplan-meier', 'Why Kaplan–Meier'),
      ],
    },
    {
      id: 'without-confidence',
      name: 'Merged without confidence',
      answer: 'Of the merges that can be judged, the share at which something was missing, with the reasons.',
      blocks: [
        formula(define('withoutConfidence').formula, define('withoutConfidence').withNumbers),
        text(
          'One merge can lack several things, so reasons add up to more than the merges. A merge by its author without any review is one of them.',
        ),
        text('It stands beside the time, always: a time that looks good because few merges reach confidence would otherwise pass.'),
      ],
    },
    {
      id: 'catch',
      name: 'Defect catch rate',
      answer: 'Of the defects that anybody observed, the share caught in review; it says nothing of defects that nobody found.',
      blocks: [
        formula(define('catch').formula, define('catch').withNumbers),
        terms(
          [
            'Caught',
            `A thread opened by a person who did not write the change, whose first comment claims wrong behaviour, and whose lines (within ${NEAR_LINES}) change afterwards and before the merge. From the API alone: GitHub marks the lines as outdated and a push followed.`,
          ],
          [
            'A claim',
            'A verb or state of failure (“crashes”, “is wrong”, “may overflow”), a label such as “bug:”. Thanks claim nothing and are no review. “nit:”, names, layout, a suggestion without a word and “line break” are about how it reads. On files of prose nothing is strictly caught.',
          ],
          [
            'Escaped',
            `A later revert, or a fix that names the change, with evidence of a defect, merged within ${ESCAPE_WINDOW_DAYS} days. A fix names what its title names or a sentence blames or repairs (“broken by #12”), not what it stands beside (“based on #12”) or where the defect was seen (“on master at a1b2c3d”). A fix that names k changes is 1/k of an escape for each.`,
          ],
          [
            'Broad',
            'Also verified fixes of unclear kind, and reverts that give no reason. A revert with another reason (timing, a launch put off) is no defect. Broad catches are only a count: read by hand on real threads, hardly one in ten was a defect.',
          ],
          ['Counted', `Merges at least ${ESCAPE_WINDOW_DAYS} days old: a younger one has not had its time to fail.`],
          [
            'Interval',
            'From the low end of caught against broad escapes to the high end of caught against strict ones, each by Wilson: chance, and the doubt whether a repair was of a defect. How often a strict catch is none is for the audit to say.',
          ],
          ['No figure', 'Fewer than 10 defects in all. Without any, the page says that none was observed, which is not 100 %.'],
        ),
        text(
          'The rate alone rises when authors make more mistakes, since more can be caught. So merges with an escape per 100 always stand beside it.',
        ),
        list(
          'The words are English. In another language claims are missed, and both counts fall.',
          'Reverts pushed without a pull request are not seen, nor fixes that name nothing.',
          'What an AI reviewer caught has its own column and never counts as a person’s.',
          'An escape is never held against a reviewer: no figure joins the two.',
        ),
        text(
          `${auditNote ?? 'Not yet audited: nobody has checked the rule by hand here, so how often it is right in this organisation is not known.'} On real threads, read by hand, 57–76 % of strict catches were defects: it is a count to look into, not one to steer by. An audit of earlier definitions vouches for nothing in these.`,
        ),
        link('/method/audit', 'Audit 50 threads or 50 escapes by hand'),
      ],
    },
    {
      id: 'trail',
      name: 'Reasoning trail',
      answer: 'The share of merges whose text meets what their risk tier asks for; a rule on words, not a judgement of reasons.',
      blocks: [
        formula(define('trail').formula, define('trail').withNumbers),
        terms(...TIERS.map((tier): [string, string] => [tier, TRAIL_RULES[tier]])),
        text(
          'Before scoring, template lines, code, quotes, check boxes, links and automatic summaries are taken out. Each element shows the text that met it.',
        ),
        terms(
          [
            'Why, a reason named',
            'A section of 8 words under a heading such as “Why” or “Problem”, a sentence of 8 words with a word such as “because”, or a linked issue of 20 words.',
          ],
          [
            'Why, in own words',
            `At least ${PROSE_WORDS} own words in the body, whatever they say. Of 141 real pull requests a reader agreed on 84 % that the two together are a why. Of an agent’s change they count only if a person wrote or last edited the body; an editor that is not known is the agent.`,
          ],
          [
            'Verification',
            'A test file, a test section of 5 words, the author’s sentence of what was done (“I ran it on …”), or another person who says so before the merge (“tACK”, “tested on …”). “utACK”, “not tested” and “will test” are none.',
          ],
          [
            'Dialogue',
            'A comment of 8 words by a person who did not write the change, before the merge, that the author answered (of an agent’s change: who asked for it) or a push did.',
          ],
          ['A heading', 'A Markdown heading, a line in bold, or at most five words before a colon that ends the line.'],
        ),
        text(
          'Prose by an AI passes any rule on words. So beside the share stands the human-evidenced one: a dialogue with a person, or a body last edited by a person. ' +
            'The share with a why alone stays comparable between teams with different tiers. A ticket counts only where it resolves.',
        ),
      ],
    },
    {
      id: 'ai-share',
      name: 'AI share of code',
      answer: 'A range between what agents surely wrote and what people attested to have written; everything between is unknown.',
      blocks: [
        formula(define('ai').formula, define('ai').withNumbers),
        terms(
          ['L4, L3', 'A note on the line, or an agent as author of the commit or the pull request: the agent wrote it.'],
          ['L2', 'A co-author trailer with a known address, a session trailer or link, an agent’s branch: it contributed.'],
          ['L1', 'A label alone, a weak sign: possible, and not counted.'],
          ['L0', 'Nothing. That is unknown, never “human”.'],
          [
            'Shown as',
            `A range where signs cover ${formatShare(THRESHOLDS.aiCoverage.range)} of the lines, “at least” from ${formatShare(THRESHOLDS.aiCoverage.atLeast)}, else “not enough evidence”.`,
          ],
          ['Lines', 'Added lines less lock, vendored and generated files. Merges in the range.'],
        ),
        text(
          'It has no colour and no target, because no value of it is good or bad: it is the context of the other readings. ' +
            'A single number would pretend to know who typed unmarked lines. And a tool that signs its commits would look more used than one that does not. It is shown for teams, surfaces and the organisation, never for a person.',
        ),
      ],
    },
    {
      id: 'independent',
      name: 'Independent evaluation of agents’ work',
      answer: 'Of the merges that an agent wrote, the share that somebody judged who had not asked for it.',
      blocks: [
        formula('1 − closed loops ÷ agent-written merges of which it is known', describeIndependent(details)),
        terms(
          ['Closed loop', 'Written by an agent, without a qualified review, and merged by whoever asked for it or by a bot.'],
          [
            'Not known',
            'Nobody reviewed it, and GitHub does not say who asked or who merged. Left out of the share; the interval counts them once all as loops and once none.',
          ],
          ['Written by an agent', 'Evidence L3 or L4 above. Unmarked agents are not seen, so the share speaks only of those that sign.'],
          ['No figure', 'No merge that is known to be an agent’s.'],
        ),
      ],
    },
    {
      id: 'tiers',
      name: 'Risk tiers and controls',
      answer: 'The riskiest file decides the tier, and the tier decides what a merge must have had.',
      blocks: [
        terms(...TIERS.map((tier): [string, string] => [tier, describeRule(configuration.tiers.rules[tier])])),
        list(
          'Your path rules come before the built-in ones. A file that nothing matches is T2 and is listed.',
          'Maintainers are those of plumbline.yml and of CODEOWNERS as it stands today, also for old merges. With none known the answer is “not assessable”, never a failure.',
          'A control that is surely missing beats one that cannot be read.',
        ),
        link('/surfaces', 'Surfaces and tiers'),
      ],
    },
  ]
}

function describeRule({ approvals, maintainer, rollbackNote }: { approvals: number; maintainer: boolean; rollbackNote: boolean }): string {
  const parts = [
    `${formatCount(approvals)} qualified ${approvals === 1 ? 'approval' : 'approvals'} of the final patch`,
    ...(maintainer ? ['one by a maintainer of a touched path'] : []),
    ...(rollbackNote ? ['a note on risk or rollback'] : []),
  ]
  return `${parts.join(', ')}; and confident at the merge`
}

function describeIndependent(details: MethodSource['details']): string | null {
  if (!details) return null
  const { agentWritten, closedLoops, unknown, share } = details.ai.independentEvaluation
  if (share.value === null) return null
  return `1 − ${formatCount(closedLoops)} ÷ ${formatCount(agentWritten - unknown)} = ${formatShare(share.value)}, interval ${formatShareRange(share.low, share.high)}; ${formatCount(unknown)} not known`
}

/** The Wilson interval as a worked line, for the section on intervals. */
export function describeWilson({
  timeToConfidentMerge: { confident, withoutConfidence, withoutConfidenceShare: share },
}: MethodSource['readings']): string | null {
  if (confident === null || withoutConfidence === null || share.value === null) return null
  return `${formatCount(withoutConfidence)} of ${formatCount(confident + withoutConfidence)}: ${formatShare(share.value)}, interval ${formatShareRange(share.low, share.high)}`
}

/** Escapes per 100, the same way. */
export function describeEscapes({ defectCatchRate: { escapesPer100, matured } }: MethodSource['readings']): string | null {
  if (escapesPer100.value === null || escapesPer100.low === null || escapesPer100.high === null || matured === null) return null
  return `${formatRate(escapesPer100.value)} per 100 of ${formatCount(matured)} merges, interval ${formatRate(escapesPer100.low)}–${formatRate(escapesPer100.high)}`
}
