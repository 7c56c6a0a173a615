import { z } from 'zod'
import { toIdentityKind } from '@/lib/attribution/identity-kind'
import { computeAgreement } from '@/lib/metrics/statistics/agreement'
import { computeAiShare } from '@/lib/metrics/ai/share'
import { computeEvidenceBalance } from '@/lib/metrics/people/evidence-balance'
import { computeBusFactor, computeDegreeOfAuthorship, computeFileAuthors, computeFilesAtRisk } from '@/lib/metrics/people/knowledge'
import { computePairing, suggestReviewers } from '@/lib/metrics/people/pairing'
import { computeReasoningTrail } from '@/lib/metrics/trail/reasoning-trail'
import { computeRevertRate, computeRework } from '@/lib/metrics/controls/stability'
import { wilson } from '@/lib/metrics/statistics/intervals'
import { computeTierCompliance } from '@/lib/policy/tier-compliance'
import { compileTierPolicy, toPullRequestTier } from '@/lib/policy/tier-policy'
import { TIERS } from '@/lib/policy/tiers'

/** From the fields of the worked examples to our functions and back: names change here, figures never. */

const tier = z.enum(TIERS)
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const interval = (value: { low: number; high: number } | null) => (value ? [value.low, value.high] : null)
const actorType = z.enum(['User', 'Bot', 'Mannequin', 'EnterpriseUserAccount', 'Organization', 'Ghost'])

const trailInput = z.object({
  pr: z.object({
    author: z.string(),
    authorType: actorType.nullish(),
    agentRequester: z.string().nullish(),
    /** Who last edited the body, where somebody did. */
    editor: z.string().nullish(),
    editorType: actorType.nullish(),
    tier,
    body: z.string().nullish(),
    files: z.array(z.union([z.string(), z.object({ path: z.string() })])).nullish(),
    comments: z
      .array(
        z.object({
          author: z.string().nullish(),
          authorType: actorType.nullish(),
          isMachine: z.boolean().nullish(),
          body: z.string(),
          createdAt: instant,
        }),
      )
      .nullish(),
    pushes: z.array(z.union([instant, z.object({ at: instant }), z.object({ createdAt: instant })])).nullish(),
    closingIssues: z.array(z.object({ number: z.number().optional(), bodyWords: z.number().default(0) })).nullish(),
    verifiedTickets: z.union([z.array(z.string()), z.boolean(), z.number()]).nullish(),
    mergedAt: instant.nullish(),
    template: z.string().nullish(),
  }),
  template: z.string().nullish(),
})

function trail(input: unknown) {
  const { pr, template } = trailInput.parse(input)
  const isAgents = pr.authorType === 'Bot' || typeof pr.agentRequester === 'string'
  const isEditedByPerson = typeof pr.editor === 'string' && (pr.editorType ?? 'User') === 'User'
  const result = computeReasoningTrail({
    tier: pr.tier,
    body: pr.body ?? '',
    template: pr.template ?? template ?? null,
    files: (pr.files ?? []).map((file) => (typeof file === 'string' ? file : file.path)),
    comments: (pr.comments ?? []).map(({ author, authorType, isMachine, body, createdAt }) => ({
      authorId: author ?? 'ghost',
      isHuman: isMachine !== true && toIdentityKind({ login: author ?? 'ghost', type: authorType ?? 'User' }, 'comment') === 'human',
      body,
      at: createdAt,
    })),
    authorId: pr.author,
    coAuthorIds: pr.agentRequester ? [pr.agentRequester] : [],
    answererIds: isAgents ? (pr.agentRequester ? [pr.agentRequester] : []) : [pr.author],
    pushes: (pr.pushes ?? []).map((push) => (push instanceof Date ? push : 'at' in push ? push.at : push.createdAt)),
    closingIssues: pr.closingIssues ?? [],
    verifiedTickets: toTickets(pr.verifiedTickets ?? []),
    mergedAt: pr.mergedAt ?? null,
    isBodyEditedByPerson: isEditedByPerson,
    isBodyOfAgent: isAgents && !isEditedByPerson,
  })
  const elements = Object.fromEntries(Object.entries(result.elements).map(([name, { met }]) => [name, met]))
  return { elements, score: result.score, covered: result.covered }
}

/** Some give the references, some only that, or how many, resolved. */
function toTickets(given: string[] | boolean | number): string[] {
  if (Array.isArray(given)) return given
  return Number(given) > 0 ? ['ticket'] : []
}

function coverage(input: unknown) {
  const { covered, eligible } = z.object({ covered: z.number(), eligible: z.number() }).parse(input)
  const share = wilson(covered, eligible)
  return { coverage: share?.value ?? null, ci: interval(share) }
}

function kappa(input: unknown) {
  const counts = z.object({ both_yes: z.number(), only_r1: z.number(), only_r2: z.number(), both_no: z.number() }).parse(input)
  return computeAgreement({
    bothYes: counts.both_yes,
    onlyFirst: counts.only_r1,
    onlySecond: counts.only_r2,
    bothNo: counts.both_no,
  })
}

const lines = z
  .number()
  .nullish()
  .transform((given) => given ?? 0)

function aiShare(input: unknown) {
  const { prs } = z.object({ prs: z.array(z.object({ lines, ai_lines: lines, assisted_lines: lines, human_lines: lines })) }).parse(input)
  const sum = (of: (pr: (typeof prs)[number]) => number) => prs.reduce((total, pr) => total + of(pr), 0)
  const share = computeAiShare({
    lines: sum((pr) => pr.lines),
    line: 0,
    authored: sum((pr) => pr.ai_lines),
    coAuthored: sum((pr) => pr.assisted_lines),
    human: sum((pr) => pr.human_lines),
  })
  const touched = wilson(prs.filter((pr) => pr.ai_lines + pr.assisted_lines > 0).length, prs.length)
  return {
    status: share.display === 'no_lines' ? 'no_lines' : 'ok',
    display: share.display,
    lower: share.lower,
    assisted_lower: share.assistedAtLeast,
    upper: share.upper,
    evidence_coverage: share.evidenceCoverage,
    pr_touched_at_least: touched?.value ?? null,
    pr_touched_ci: interval(touched),
  }
}

function pullRequestTier(input: unknown) {
  const { files, globs } = z
    .object({ files: z.array(z.string()), globs: z.partialRecord(tier, z.array(z.string())).optional() })
    .parse(input)
  const result = toPullRequestTier(files, compileTierPolicy({ globs }))
  return { tier: result.tier, unclassified: result.unclassified }
}

function tierOk(input: unknown) {
  const given = z
    .object({
      tier,
      approvals: z.number(),
      owner_approved: z.boolean().nullish(),
      maintainers_known: z.boolean().default(true),
      rollback_note: z.boolean().nullish(),
      confident: z.boolean(),
    })
    .parse(input)
  const { compliance } = computeTierCompliance({
    tier: given.tier,
    approvals: given.approvals,
    hasMaintainerApproval: given.maintainers_known ? (given.owner_approved ?? null) : null,
    hasRollbackNote: given.rollback_note ?? false,
    isConfident: given.confident,
  })
  return { compliant: compliance === 'not_assessable' ? null : compliance === 'compliant', status: compliance }
}

function degreeOfAuthorship(input: unknown) {
  const { FA, DL, AC } = z.object({ FA: z.number(), DL: z.number(), AC: z.number() }).parse(input)
  return { doa: computeDegreeOfAuthorship({ firstAuthorship: FA, deliveries: DL, acceptances: AC }) }
}

function fileAuthors(input: unknown) {
  const { devs } = z.object({ devs: z.record(z.string(), z.tuple([z.number(), z.number(), z.number()])) }).parse(input)
  const changes = Object.entries(devs).map(
    ([login, [firstAuthorship, deliveries, acceptances]]) => [login, { firstAuthorship, deliveries, acceptances }] as const,
  )
  const { authors, degrees } = computeFileAuthors(new Map(changes))
  return { authors, doa: Object.fromEntries(degrees) }
}

const namesByFile = z.record(z.string(), z.array(z.string()))

function truckFactor(input: unknown) {
  const { file_authors } = z.object({ file_authors: namesByFile }).parse(input)
  const { busFactor, removed } = computeBusFactor(new Map(Object.entries(file_authors)))
  return { tf: busFactor, removed }
}

function filesAtRisk(input: unknown) {
  const { knows, active } = z.object({ knows: namesByFile, active: z.array(z.string()) }).parse(input)
  const { count, share } = computeFilesAtRisk(new Map(Object.entries(knows)), new Set(active))
  return { far: count, share: share?.value ?? null, ci: interval(share) }
}

function revertRate(input: unknown) {
  const { prs, as_of, window_d } = z
    .object({
      prs: z.array(z.object({ mergedAt: instant.nullish(), revertedAt: instant.nullish() })),
      as_of: instant,
      window_d: z.number().optional(),
    })
    .parse(input)
  const merges = prs.flatMap(({ mergedAt, revertedAt }) => (mergedAt ? [{ mergedAt, revertedAt: revertedAt ?? null }] : []))
  const result = computeRevertRate(merges, as_of, window_d)
  return {
    matured: result.matured,
    reverted: result.reverted,
    rate: result.rate?.value ?? null,
    ci: interval(result.rate),
    median_time_to_rollback_h: result.medianHoursToRevert,
  }
}

function rework(input: unknown) {
  const { prs, as_of, window_d } = z
    .object({
      prs: z.array(z.object({ mergedAt: instant.nullish(), lines_added: z.number(), lines_rewritten_in_window: z.number().nullish() })),
      as_of: instant,
      window_d: z.number().optional(),
    })
    .parse(input)
  const merges = prs.flatMap(({ mergedAt, lines_added, lines_rewritten_in_window }) =>
    mergedAt ? [{ mergedAt, linesAdded: lines_added, linesRewritten: lines_rewritten_in_window ?? null }] : [],
  )
  return computeRework(merges, as_of, window_d)
}

function evidenceBalance(input: unknown) {
  const given = z.object({ evaluation_items: z.number(), authorship_items: z.number(), distinct_counterparts: z.number() }).parse(input)
  const { display, balance } = computeEvidenceBalance({
    evaluation: given.evaluation_items,
    authorship: given.authorship_items,
    counterparts: given.distinct_counterparts,
  })
  return { display, balance }
}

function pairing(input: unknown) {
  const { edges, members } = z
    .object({ edges: z.array(z.tuple([z.string(), z.string(), z.number()])), members: z.array(z.string()) })
    .parse(input)
  const result = computePairing(
    edges.map(([reviewer, author, reviews]) => ({ reviewer, author, reviews })),
    members,
  )
  return { pair_coverage: result.pairCoverage, reciprocity: result.reciprocity, top_pair_share: result.topPairShare }
}

function suggest(input: unknown) {
  const given = z
    .object({
      files_known: namesByFile,
      open_reviews: z.record(z.string(), z.number()),
      author: z.string(),
      active: z.array(z.string()).optional(),
    })
    .parse(input)
  const { mode, atRiskFiles, order } = suggestReviewers({
    author: given.author,
    knowersByFile: new Map(Object.entries(given.files_known)),
    openReviews: new Map(Object.entries(given.open_reviews)),
    active: given.active ? new Set(given.active) : undefined,
  })
  return { mode, at_risk_files: atRiskFiles, order }
}

export const trailAndPolicyAdapters: Record<string, (input: unknown) => unknown> = {
  trail,
  coverage,
  kappa,
  ai_share: aiShare,
  pr_tier: pullRequestTier,
  tier_ok: tierOk,
  doa: degreeOfAuthorship,
  file_authors: fileAuthors,
  truck_factor: truckFactor,
  files_at_risk: filesAtRisk,
  revert_rate: revertRate,
  rework,
  evidence_balance: evidenceBalance,
  pairing,
  suggest,
}
