import type { TierDetails } from '@/lib/metrics/document/scope-details'
import type { TierRule } from '@/lib/policy/defaults'
import type { Tier } from '@/lib/policy/tiers'
import { formatCount, formatCounted } from '@/lib/pages/words/format-figures'
import { prepareTierVerdict } from '@/lib/pages/controls/prepare-tier-verdict'
import { prepareTierRows, type Counted } from '@/lib/pages/controls/prepare-tier-rows'
import { fact, NO_DETAILS, type Chapter, type ChapterSource, type Fact } from './chapter'
import { missing, type Exhibit, type GridCell } from './exhibit'
import { prepareMissingControls, prepareReverts } from './prepare-tier-exhibits'

export interface TiersSource extends ChapterSource {
  /** What each tier asks for, as plumbline.yml or the defaults say. */
  rules: Record<Tier, TierRule>
  /** The page of the organisation's surfaces and tiers. */
  surfacesHref: string
}

/** What each tier asked of this team's merges, and what was there: beside the readings, not one of them. */
export function prepareTiersChapter(source: TiersSource): Chapter {
  const { details, rules, listHref, surfacesHref } = source
  const tiers = details?.tiers ?? null
  const verdict = prepareTierVerdict(tiers?.byTier ?? null, '')
  const finding = tiers ? verdict.headline.map(({ text }) => text).join('') : 'What each tier asked for is not known'
  return {
    key: 'tiers',
    name: 'Tiers and their controls',
    finding: finding.replace(/\.$/, ''),
    trend: verdict.evidence || null,
    lead: prepareRules(finding, tiers, rules, listHref),
    facts: tiers ? listFacts(tiers, listHref) : [],
    exhibits: tiers ? [prepareMissingControls(tiers.byTier, listHref), prepareReverts(tiers.byTier)] : [],
    notes: [],
    listHref: null,
    next: { label: 'Surfaces, tiers and the rules in force', href: surfacesHref },
  }
}

function prepareRules(title: string, tiers: TierDetails | null, rules: TiersSource['rules'], listHref: TiersSource['listHref']): Exhibit {
  if (!tiers) return missing('rules', title, NO_DETAILS)
  const rows = prepareTierRows(tiers.byTier, rules, listHref)
  return {
    key: 'rules',
    title,
    caption:
      'What a merge had at that instant against what the tier of its files asks for. Where no maintainer is known, nobody can tell, and it is no failure.',
    drawing: {
      kind: 'grid',
      view: {
        corner: 'What the tier asks for',
        columns: [
          { label: 'Merged', note: null },
          { label: 'Had it', note: null },
          { label: 'Cannot be judged', note: null },
          { label: 'Past the branch’s rule', note: null },
        ],
        rows: rows.map((row) => ({
          label: row.tier,
          note: row.rule,
          isTotal: false,
          cells:
            row.absent !== null
              ? [plain(row.absent.startsWith('no merges') ? 'none' : 'withheld'), plain(''), plain(''), plain('')]
              : [
                  counted(row.merged),
                  { ...plain(row.share ?? ''), share: row.mark?.value ?? null, low: row.mark?.low ?? null, high: row.mark?.high ?? null },
                  counted(row.counts[2] ?? null),
                  row.bypassed ? counted(row.bypassed) : plain('no rule read'),
                ],
        })),
        legend: null,
      },
    },
    table: null,
    link: null,
    isPrinted: true,
  }
}

function plain(text: string): GridCell {
  return { text, share: null, mark: null }
}

function counted(value: Counted | null): GridCell {
  return { text: value?.count ?? '', share: null, mark: null, href: value?.href ?? null }
}

function listFacts({ manifests, unclassified, unclassifiedMerges }: TierDetails, listHref: TiersSource['listHref']): Fact[] {
  const { merged, notReviewed, notAssessable, byBots } = manifests
  const changed = [
    `of ${formatCounted(merged, 'merge')} that changed a manifest`,
    notAssessable > 0 ? `${formatCount(notAssessable)} cannot be judged` : '',
    byBots > 0 ? `${formatCount(byBots)} by bots` : '',
  ]
  const directories = unclassified.slice(0, 3).map(({ directory }) => directory)
  return [
    ...(merged === 0
      ? [fact('Dependency changes', 'none')]
      : [
          {
            ...fact('Dependency changes without a maintainer’s approval', formatCount(notReviewed), changed.filter(Boolean).join(', ')),
            href: notReviewed > 0 ? listHref({ manifest: 'not_reviewed' }) : null,
          },
        ]),
    {
      ...fact(
        'Merges with files that no rule knows',
        formatCount(unclassifiedMerges),
        directories.length === 0
          ? null
          : `taken as T2: ${directories.join(', ')}${unclassified.length > directories.length ? ' and more' : ''}`,
      ),
      href: unclassifiedMerges > 0 ? listHref({ unclassified: '1' }) : null,
    },
  ]
}
