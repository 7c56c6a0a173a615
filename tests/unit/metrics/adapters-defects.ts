import { z } from 'zod'
import { chapman, classifyEscape, classifyThread, computeCatchRate, correctedCount } from '@/lib/metrics/defects/catch-rate'
import { listBlamed } from '@/lib/attribution/repair-references'
import { listRevertReferences, toDistinct } from '@/lib/attribution/revert-references'
import type { Interval } from '@/lib/metrics/statistics/intervals'
import { suppressRows } from '@/lib/metrics/document/suppress'
import { computeXmr } from '@/lib/metrics/statistics/xmr'
import { instant, listAuthorIds, pullRequest } from './example-pull-request'

type Adapter = (input: unknown) => unknown
const flag = z.boolean().nullish()
const comment = z.object({
  author: z.string().nullable(),
  authorType: z.string().default('User'),
  body: z.string(),
  createdAt: instant,
})
const thread = z.object({ path: z.string(), line: z.number().nullish(), comments: z.array(comment) })

export const defectAdapters: Record<string, Adapter> = {
  classify_thread(input) {
    const parsed = z.object({ pr: pullRequest, thread, near_lines: z.number().default(10) }).parse(input)
    const { pr } = parsed
    const first = parsed.thread.comments.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())[0]
    if (!first) return { class: 'not_review' }
    const verdict = classifyThread(
      {
        path: parsed.thread.path,
        line: parsed.thread.line ?? null,
        openedAt: first.createdAt,
        body: first.body,
        code: null,
        openedBy: toOpener(first.author, first.authorType, listAuthorIds(pr)),
        edits: pr.commits.flatMap(({ hunks, pushedAt, mergeOfBase }) =>
          pushedAt && !mergeOfBase ? hunks.map((hunk) => ({ ...hunk, pushedAt })) : [],
        ),
        until: pr.mergedAt ?? new Date('9999-01-01T00:00:00Z'),
      },
      parsed.near_lines,
    )
    return { class: verdict.class }
  },

  escape_class(input) {
    const parsed = z
      .object({
        kind: z.enum(['revert', 'fix']),
        days_after_merge: z.number(),
        explicit_ref: flag,
        defect_evidence: flag,
        // A flag, or the stated reason itself.
        non_defect_reason: z.union([z.boolean(), z.string()]).nullish(),
        szz_overlap: flag,
        window_days: z.number().optional(),
      })
      .parse(input)
    return {
      class: classifyEscape(
        {
          kind: parsed.kind,
          daysAfterMerge: parsed.days_after_merge,
          namesIt: parsed.explicit_ref === true,
          hasDefectEvidence: parsed.defect_evidence === true,
          hasNonDefectReason: Boolean(parsed.non_defect_reason),
          isTiedByBlame: parsed.szz_overlap === true,
        },
        parsed.window_days,
      ),
    }
  },

  escape_reference(input) {
    const parsed = z.object({ sentence: z.string(), kind: z.enum(['revert', 'fix']), repository: z.string().nullish() }).parse(input)
    const repository = parsed.repository ?? 'org/app'
    const named =
      parsed.kind === 'fix'
        ? listBlamed(parsed.sentence, repository, true)
        : listRevertReferences({ title: 'Revert "A"', body: parsed.sentence, commits: [], repository })
    const own = toDistinct(named).filter((target) => target.repository === null || target.repository === repository)
    return { targets: own.map(({ number, oid }) => oid ?? `#${number}`) }
  },

  dcr(input) {
    const counts = z
      .object({
        caught_strict: z.number(),
        caught_broad: z.number(),
        escaped_strict: z.number(),
        escaped_broad: z.number(),
      })
      .parse(input)
    const rate = computeCatchRate({
      caughtStrict: counts.caught_strict,
      caughtBroad: counts.caught_broad,
      escapedStrict: counts.escaped_strict,
      escapedBroad: counts.escaped_broad,
    })
    return {
      ...counts,
      status: rate.status,
      rate: rate.rate,
      wilson: toPair(rate.sampling),
      id_bounds: rate.bounds && [rate.bounds.low, rate.bounds.high],
      interval: toPair(rate.interval),
    }
  },

  corrected_count(input) {
    const { flagged, audit_precision, audit_recall } = z
      .object({ flagged: z.number(), audit_precision: z.number(), audit_recall: z.number() })
      .parse(input)
    return { estimate: correctedCount(flagged, audit_precision, audit_recall) }
  },

  chapman(input) {
    const { found_by_A, found_by_B, by_both } = z
      .object({ found_by_A: z.number(), found_by_B: z.number(), by_both: z.number() })
      .parse(input)
    return { N_hat: chapman(found_by_A, found_by_B, by_both) }
  },

  xmr(input) {
    const { xs, baseline } = z.object({ xs: z.array(z.number().nullable()), baseline: z.number().nullish() }).parse(input)
    const chart = computeXmr(xs.slice(0, baseline ?? xs.length), xs)
    return {
      mean: chart?.mean ?? null,
      mR: chart?.meanMovingRange ?? null,
      upper: chart?.high ?? null,
      lower: chart?.low ?? null,
      signals: chart?.signals.map(({ index, kind }) => [index, kind]) ?? [],
    }
  },

  suppress(input) {
    const { rows, k, total_shown } = z
      .object({
        rows: z.array(z.object({ name: z.string(), contributors: z.number() })),
        k: z.number().default(5),
        total_shown: z.boolean().default(true),
      })
      .parse(input)
    return { hidden: suppressRows(rows, { minimum: k, isTotalShown: total_shown }) }
  },
}

// Bots that report on code without reading it; in the examples every other bot that opens a thread is an AI reviewer.
const NO_REVIEWER = /^(?:github-actions|dependabot|renovate|codecov|sonar\w*|.*-ci)(?:\[bot\])?$/i

function toOpener(author: string | null, type: string, authorIds: Set<string>) {
  if (author !== null && authorIds.has(author)) return 'author'
  if (type === 'User' && author !== null) return 'person'
  return type === 'Bot' && author !== null && !NO_REVIEWER.test(author) ? 'ai_reviewer' : 'other'
}

function toPair(interval: Interval | null): [number, number] | null {
  return interval && [interval.low, interval.high]
}
