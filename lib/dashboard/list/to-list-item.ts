import { HOUR } from '@/lib/dates'
import type { PullRequestTitle } from '@/lib/db/list/list-pull-request-titles'
import { toConfidentMilliseconds } from '@/lib/pages/list/order'
import type { NotConfigured } from '@/lib/metrics/history/judge-tier'
import type { PullRequestEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { toCountedIn } from './counted-in'
import type { PullRequestListItem } from '@/lib/metrics/document/list-item'
import type { PullRequestLine } from '@/lib/pages/list/pull-request-line'
import type { ResolvedRange } from '@/lib/dashboard/readings/resolve-range'

/** An evaluation as the contract's list shows it; judged for the range; `slugs` are team slugs by team id. Reviewers are left out. */
export function toListItem(
  evaluation: PullRequestEvaluation,
  title: PullRequestTitle,
  slugs: ReadonlyMap<string, string>,
  range: ResolvedRange,
  notConfigured: NotConfigured,
): PullRequestListItem {
  const { evidence } = evaluation
  return {
    number: evaluation.number,
    repository: title.repository,
    url: title.url,
    title: title.title,
    author: title.author,
    teams: evaluation.teamIds.flatMap((id) => slugs.get(id) ?? []).sort(),
    tier: evaluation.tier,
    tierByDefault: evidence.tier.isByDefault === true,
    tiers: notConfigured.has(evaluation.repositoryId) ? 'not_configured' : 'configured',
    readyAt: toIso(evaluation.readyAt),
    mergedAt: toIso(evaluation.mergedAt),
    via: evaluation.via,
    countedIn: toCountedIn(evaluation, range),
    excludedBecause: toExcludedBecause(evaluation),
    confidence: {
      status: evaluation.confidence,
      reasons: evaluation.reasons,
      marks: evaluation.marks,
      confidentAt: toIso(evaluation.confidentAt),
      hours: toConfidentHours(evaluation),
    },
    reviewCycles: evaluation.review.cycles.map(({ startedAt, endedAt, outcome }) => ({
      startedAt: new Date(startedAt).toISOString(),
      endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
      outcome,
    })),
    threads: evidence.threads.map((thread) => ({ class: thread.class, evidence: thread.evidence })),
    escapes: evidence.escapes.map((escape) => ({ class: escape.class, evidence: escape.evidence })),
    trail: evidence.trail && { elements: toElements(evidence.trail.elements), covered: evidence.trail.covered },
    ai: {
      tier: evidence.ai.tier,
      evidence: evidence.ai.evidence.map(({ signal, text }) => ({ signal, text })),
    },
  }
}

/** The item with the sentences that a page prints beside it. */
export function toLine(evaluation: PullRequestEvaluation, item: PullRequestListItem): PullRequestLine {
  const { evidence, controls, manifest } = evaluation
  return {
    ...item,
    why: {
      confidence: evidence.confidence.explanation,
      approvals: evidence.confidence.approvals,
      checks: evidence.confidence.checks,
      approvalsNeeded: evidence.confidence.approvalsNeeded,
      trailRequired: evidence.trail?.required ?? null,
      tierPath: evidence.tier.path,
      classText: evidence.class.text,
      landing: evidence.landing ?? null,
      surfaces: evaluation.surfaces,
      controls: controls && {
        status: controls.compliance,
        missing: controls.missing,
        explanation: evidence.controls?.explanation ?? [],
        bypassed: controls.bypassed,
      },
      manifest: manifest && { review: manifest, paths: evidence.manifests },
    },
  }
}

/** Evidence that was stored before the kinds of a why were told apart has cued ones only. */
function toElements(elements: NonNullable<PullRequestEvaluation['evidence']['trail']>['elements']) {
  const { why } = elements
  return { ...elements, why: { ...why, kind: why.kind ?? (why.met ? ('cued' as const) : null) } }
}

function toExcludedBecause(evaluation: PullRequestEvaluation): string | null {
  if (evaluation.evidence.class.excludedBecause !== null) return evaluation.evidence.class.excludedBecause
  if (evaluation.class !== 'authored') return evaluation.class
  return evaluation.inPopulation ? null : 'otherBase'
}

function toConfidentHours(evaluation: PullRequestEvaluation): number | null {
  const milliseconds = toConfidentMilliseconds(evaluation)
  return milliseconds === null ? null : milliseconds / HOUR
}

function toIso(at: Date | null): string | null {
  return at?.toISOString() ?? null
}
