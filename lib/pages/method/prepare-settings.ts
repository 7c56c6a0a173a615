import { ATTRIBUTION_RULES_VERSION } from '@/lib/attribution/attribution-rules'
import { ESCAPE_WINDOW_DAYS, NEAR_LINES } from '@/lib/metrics/defects/catch-rate'
import {
  COMMENT_LEXICON_VERSION,
  EVOLVABILITY_MARK,
  EVOLVABILITY_WORDS,
  FUNCTIONAL_LABEL,
  FUNCTIONAL_WORDS,
  NOT_CLAIMS,
  PRAISE,
  PROSE_FILE,
} from '@/lib/metrics/defects/lexicon'
import { EVALUATION_VERSION } from '@/lib/metrics/history/pull-request-evaluation'
import { DEFINITIONS_VERSION } from '@/lib/metrics/document/readings'
import { MINIMUM_CONTRIBUTORS } from '@/lib/metrics/document/suppress'
import {
  APPROVAL_WORDS,
  DEFAULTS_VERSION,
  DEFECT_LEXICON,
  DEPENDENCY_MANIFESTS,
  MERGE_BOTS,
  MERGE_COMMANDS,
  NOT_ELIGIBLE_LINES,
  THRESHOLDS,
  TRAIL_LEXICON,
} from '@/lib/policy/defaults'
import { PROSE_GLOBS, TIER_RULE_SETS } from '@/lib/policy/tier-globs'
import type { Tier } from '@/lib/policy/tiers'
import { formatHours, formatShare } from '@/lib/pages/words/format-figures'
import { more, terms, text, type MethodSection, type MethodSource } from './prepare-parts'

/** Everything that could have been chosen otherwise, read from the code and the configuration that are running. */
export function listSettingSections({ configuration }: Pick<MethodSource, 'configuration'>): MethodSection[] {
  const { slo, tiers, merges } = configuration
  return [
    {
      id: 'in-force',
      name: 'Settings in force',
      answer: 'Globs, words and thresholds are choices; these are the ones that made the figures you see.',
      blocks: [
        terms(
          ['Definitions', `version ${DEFINITIONS_VERSION}`],
          ['Evaluation', `version ${EVALUATION_VERSION}`],
          ['Defaults', `version ${DEFAULTS_VERSION}`],
          ['AI rules', `version ${ATTRIBUTION_RULES_VERSION}`],
          ['Comment words', `version ${COMMENT_LEXICON_VERSION}`],
        ),
        text(
          'A new version of definitions, evaluation, defaults or AI rules judges every pull request again, so that a range never mixes two rules.',
        ),
        terms(
          [
            'Review target',
            `${formatShare(slo.target)} within ${formatHours(slo.limitWeekdayHours, 'weekday')} of weekdays${describeOwnTiers(slo)}`,
          ],
          ['Escape window', `${ESCAPE_WINDOW_DAYS} days, with a 90-day line beside it`],
          ['Near a thread', `${NEAR_LINES} lines, where commits’ hunks are known`],
          ['Contributors', `at least ${MINIMUM_CONTRIBUTORS}`],
          [
            'AI display',
            `range from ${formatShare(THRESHOLDS.aiCoverage.range)} coverage, “at least” from ${formatShare(THRESHOLDS.aiCoverage.atLeast)}`,
          ],
        ),
        text(
          'A file is T0 where a T0 path matches, else the first of T3, T2, T1 that does, else T0 where it is prose, else T2 and listed as unknown. Your own paths decide first, then surfaces.',
        ),
        ...(listOwnPaths(tiers.globs).length > 0 ? [more('Paths of the tiers, yours', listOwnPaths(tiers.globs))] : []),
        ...TIER_RULE_SETS.map(({ name, globs }) => more(`Paths of the tiers, ${toTitle(name)}`, listPaths(globs))),
        more('Paths of the tiers, prose', [['T0 where nothing else matches', PROSE_GLOBS.join('  ')]]),
        more('Files outside the AI share, and dependency manifests', [
          ['Not counted as lines', NOT_ELIGIBLE_LINES.join('  ')],
          ['Manifests', DEPENDENCY_MANIFESTS.join('  ')],
        ]),
        more('Landed though GitHub shows it as closed', [
          ['Accounts believed', [...merges.bots].join('  ')],
          [
            'They say',
            `${MERGE_BOTS.says.source} without ${MERGE_BOTS.saysNot.source}, within ${MERGE_BOTS.withinMinutes} minutes of the closing`,
          ],
          ['Or', 'a member, owner, collaborator or bot writes “landed”, “merged” or “pushed” in or as a commit, within the same minutes'],
        ]),
        more('Words of review comments', [
          ['Label of a defect', FUNCTIONAL_LABEL.source],
          ['Opens as small', EVOLVABILITY_MARK.source],
          ['Wrong behaviour', FUNCTIONAL_WORDS.source],
          ['Only looks like it', NOT_CLAIMS.source],
          ['Thanks alone', PRAISE.source],
          ['Form and names', EVOLVABILITY_WORDS.source],
          ['Files of prose', PROSE_FILE.source],
        ]),
        more('Words of defects in reverts and fixes', [
          ['Evidence', DEFECT_LEXICON.evidence.source],
          ['Another reason', DEFECT_LEXICON.notADefect.source],
          ['Bug label', DEFECT_LEXICON.bugLabel.source],
        ]),
        more('Words that approve, and commands to merge bots', [
          ['Counted', configuration.approvals.inWords ? 'yes' : 'no: approvals.inWords is false in plumbline.yml'],
          ['Approves', APPROVAL_WORDS.approves.source],
          ['Unless in its sentence', APPROVAL_WORDS.notWith.source],
          ['Unless before “ACK” and a commit', APPROVAL_WORDS.notBeforeCommit.source],
          ['Alone', APPROVAL_WORDS.alone.source],
          ['Merge command', MERGE_COMMANDS.approve.source],
          ['Delegation', MERGE_COMMANDS.delegate.source],
          ['Known reviewer', `${THRESHOLDS.knownReviewerPullRequests} other merged pull requests of the repository`],
        ]),
        more('Words of the reasoning trail', [
          ...Object.entries(TRAIL_LEXICON.headings).map(([name, pattern]): [string, string] => [`${name}, heading`, pattern.source]),
          ...Object.entries(TRAIL_LEXICON.cues).map(([name, pattern]): [string, string] => [`${name}, sentence`, pattern.source]),
          ['courtesy only', TRAIL_LEXICON.notSubstantive.source],
          ['decision record', `${TRAIL_LEXICON.decisionPath.source}  ${TRAIL_LEXICON.decisionReference.source}`],
          ['test file', TRAIL_LEXICON.testPath.source],
          ['the author tested', `${tested.byAuthor.source}  not: ${tested.notByAuthor.source}`],
          ['somebody else tested', `${tested.bySomebodyElse.source}  not: ${tested.notBySomebodyElse.source}`],
        ]),
      ],
    },
  ]
}

const { tested } = TRAIL_LEXICON

function listOwnPaths(globs: MethodSource['configuration']['tiers']['globs']): [string, string][] {
  return listPaths(globs).map(([tier, paths]) => [`${tier}, yours`, paths])
}

/** In the order in which they decide. */
function listPaths(globs: Partial<Record<Tier, readonly string[]>>): [string, string][] {
  return (['T0', 'T3', 'T2', 'T1'] as const).flatMap((tier): [string, string][] => {
    const paths = globs[tier] ?? []
    return paths.length === 0 ? [] : [[tier, paths.join('  ')]]
  })
}

function toTitle(name: string): string {
  return name === 'Every repository' || name === 'Documents only' ? name.toLowerCase() : name
}

function describeOwnTiers({ ownTiers, byTier }: MethodSource['configuration']['slo']): string {
  return ownTiers.map((tier) => `; ${tier} within ${formatHours(byTier[tier].limitWeekdayHours, 'weekday')}`).join('')
}
