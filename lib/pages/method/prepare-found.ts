import type { RepositoryTiers } from '@/lib/pages/frame/page'
import { formatDay } from '@/lib/pages/words/format-dates'
import { formatCount, formatCounted } from '@/lib/pages/words/format-figures'
import { link, terms, text, type MethodSection, type MethodSource } from './prepare-parts'

/** What the rules found in this organisation: it changes what is counted, so that a reader can disagree. */
export function listFoundSections({ tierStates }: Pick<MethodSource, 'tierStates'>): MethodSection[] {
  return [toTierSection(tierStates ?? [])]
}

function toTierSection(states: readonly RepositoryTiers[]): MethodSection {
  const without = states.filter(({ state }) => state === 'not_configured')
  const head = { id: 'tiers-configured', name: 'Tiers of the repositories' }
  const rule = text(
    'Where most merges have a file that no path rule knows, its pull requests without a rule are judged as T1 everywhere: in the trail, the controls, review targets by tier and the catch rate’s population. ' +
      'It is decided each Monday by the merges of 26 weeks, and changed by two Mondays in a row, or at once by plumbline.yml. A range is judged by the state at its end.',
  )
  if (without.length === 0) {
    return {
      ...head,
      answer: 'Path rules know most of what is merged in every repository, so tiers are taken as they are.',
      blocks: [rule],
    }
  }
  return {
    ...head,
    answer: `In ${formatCount(without.length)} of ${formatCounted(states.length, 'repository', 'repositories')} tiers are not configured: path rules know few of the merges there.`,
    blocks: [
      rule,
      terms(
        ...without.map(({ repository, sinceOn, merges, unmatched }): [string, string] => [
          repository,
          `since ${formatDay(sinceOn)}; ${formatCount(unmatched)} of ${formatCounted(merges, 'merge')} have a file that no rule knows`,
        ]),
      ),
      link('/surfaces#not-configured', 'Lines for plumbline.yml'),
    ],
  }
}
