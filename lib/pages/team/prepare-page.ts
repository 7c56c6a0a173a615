import { isolate } from '@/lib/pages/words/isolate'
import type { ReadingsDocument, SeriesEntry } from '@/lib/metrics/document/readings'
import type { ScopeDetails } from '@/lib/metrics/document/scope-details'
import type { TierRule } from '@/lib/policy/defaults'
import type { Tier } from '@/lib/policy/tiers'
import type { Chapter } from './chapter'
import type { AttributionSetting } from './list-detectability'
import { prepareAiChapter } from './prepare-ai-chapter'
import { prepareCapacityChapter } from './prepare-capacity-chapter'
import { prepareCatchChapter } from './prepare-catch-chapter'
import { prepareConfidenceChapter } from './prepare-confidence-chapter'
import { prepareTiersChapter } from './prepare-tiers-chapter'
import { prepareTrailChapter } from './prepare-trail-chapter'
import { formatCounted } from '@/lib/pages/words/format-figures'
import { addAuditNote } from '@/lib/pages/figures/prepare-audit-note'
import { explainWithheld } from '@/lib/pages/words/name-missing'
import type { FigureKey } from '@/lib/pages/figures/pick-weekly-points'
import { prepareFigures, type FigureView } from '@/lib/pages/figures/prepare'
import { isWithheld } from '@/lib/metrics/document/is-withheld'
import { prepareDownloads, type DownloadLink } from '@/lib/pages/list/prepare-downloads'
import {
  preparePullRequestList,
  toFigureHrefs,
  type PullRequestPage,
  type PullRequestListView,
} from '@/lib/pages/list/prepare-pull-request-list'
import type { EmptyPage, SharedPageData, TeamName } from '@/lib/pages/frame/page'
import { prepareRange, rangeQuery, type Range, type RangeView } from '@/lib/pages/frame/prepare-range'
import { prepareTierNotice, type TierNotice } from '@/lib/pages/controls/prepare-tier-notice'
import { prepareSync, type SyncView } from '@/lib/pages/frame/prepare-sync'
import { listTeamEvidence, prepareConfidenceSentence, prepareTeamVerdict, type Verdict } from '@/lib/pages/figures/prepare-verdict'

export interface TeamPageView {
  name: string
  eyebrow: string
  verdict: Verdict
  range: RangeView
  sync: SyncView
  /** null: the tiers of every repository behind the page are configured. */
  tierNotice: TierNotice | null
  /** Why nothing is shown; null where the team is shown. */
  withheld: string | null
  figures: FigureView[]
  figureHrefs: Record<FigureKey, string>
  query: string
  chapters: Chapter[]
  /** Every figure by week. */
  weeks: DownloadLink[]
  list: PullRequestListView
}

export interface TeamPageData extends SharedPageData {
  kind: 'ready'
  team: TeamName
  /** All teams, alphabetical, for the way to another one. */
  teams: TeamName[]
  range: Range
  document: ReadingsDocument
  /** null: withheld. */
  details: ScopeDetails | null
  series: SeriesEntry[]
  /** How many repositories of the organisation switch the signs of AI off; null for a withheld team. */
  attribution: AttributionSetting | null
  /** What an audit by hand found of the rules of the catch rate, in the whole organisation; null: none was finished. */
  auditNote: string | null
  /** What each tier asks for, by plumbline.yml or the defaults. */
  rules: Record<Tier, TierRule>
  /** A withheld team has no items. */
  pullRequests: PullRequestPage
}
export type TeamPage = TeamPageData | EmptyPage | { kind: 'not_found'; slug: string; teams: TeamName[] }

const FIGURE_WEEKS = 26

export function prepareTeamPage(source: TeamPageData): TeamPageView {
  const { organization, team, sync, range, document, series } = source
  const path = `/teams/${team.slug}`
  const readings = { readings: document, series, range }
  const listHref = (more: Record<string, string>) => `${path}${rangeQuery(range, more)}#pull-requests`
  const chapter = { ...readings, details: source.details, listHref }
  const figures = addAuditNote(prepareFigures(readings, FIGURE_WEEKS), source.auditNote)
  const withheld = isWithheld(document) ? explainWithheld(document.contributors) : null
  const confidence = figures.find(({ key }) => key === 'withoutConfidence')
  const people = document.contributors === null ? null : formatCounted(document.contributors, 'contributor')
  return {
    name: team.name,
    eyebrow: [isolate(organization.name), formatCounted(team.members, 'member'), people].filter(Boolean).join(' · '),
    verdict: {
      headline: prepareTeamVerdict(team.name, document, source.details?.capacity.strain ?? null),
      evidence:
        withheld !== null || !confidence
          ? ''
          : [
              ...listTeamEvidence(document.reviewCapacity, source.details?.capacity ?? null),
              prepareConfidenceSentence(document, series, confidence.trend, range),
            ].join(' '),
    },
    range: prepareRange(range, path),
    tierNotice: prepareTierNotice(source.details?.tiers ?? null, source.tierStates, rangeQuery(range)),
    sync: prepareSync(sync),
    withheld,
    figures: withheld === null ? figures : [],
    figureHrefs: toFigureHrefs(path, range),
    query: rangeQuery(range),
    chapters:
      withheld === null
        ? [
            prepareCapacityChapter({ ...chapter, stressHref: `/stress-test?team=${team.slug}` }),
            prepareConfidenceChapter(chapter),
            prepareCatchChapter({ ...chapter, asOf: range.asOf, auditNote: source.auditNote }),
            prepareTrailChapter({ ...chapter, listed: source.pullRequests.items }),
            prepareAiChapter({ ...chapter, attribution: source.attribution }),
            prepareTiersChapter({ ...chapter, rules: source.rules, surfacesHref: `/surfaces${rangeQuery(range)}` }),
          ]
        : [],
    weeks: withheld === null ? prepareDownloads('series', range, { team: team.slug }) : [],
    list: preparePullRequestList({ path, range, document, pullRequests: source.pullRequests }),
  }
}
