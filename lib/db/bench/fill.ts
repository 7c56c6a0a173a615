import type { PullRequestEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { toSurfaceScope, toTeamScope } from '@/lib/metrics/organization/scope'
import type { Database } from '../client'
import { openTableCopy, type CopyValue, type TableCopy } from './copy-rows'
import { Prisma } from '../generated/client'
import { toColumns } from '../postgres/upsert-rows'

export interface BenchFill {
  organizationId: number
  teams: number
  peoplePerTeam: number
  repositories: number
  pullRequests: number
  end: Date
  /** Hash of the rules that the evaluations stand for: with another one all of them would be evaluated anew. */
  derivedWith: string
  /** Version of the definitions among them. */
  definitions: number
  evaluations: Iterable<PullRequestEvaluation>
}

const PIECE = 2_000
const GENERATION = 1

/**
 * An organisation of any size through COPY, for benchmarks only: evaluations as given, and facts with one row of each kind
 * a pull request. Weeks and documents are left to the real roll-up.
 */
export async function fillForBench(url: string, database: Database, fill: BenchFill): Promise<void> {
  await fillSurroundings(database, fill)
  const open = new Map<string, { copy: TableCopy; columns: string[] }>()
  const write = async (table: string, rows: Record<string, CopyValue>[]) => {
    const [first] = rows
    if (!first) return
    const columns = open.get(table)?.columns ?? Object.keys(first)
    const copy = open.get(table)?.copy ?? (await openTableCopy(url, table, columns))
    open.set(table, { copy, columns })
    await copy.write(rows.map((row) => columns.map((column) => row[column] ?? null)))
  }
  for (const piece of pieces(fill.evaluations)) {
    await Promise.all(
      Object.entries(TABLES).map(([table, toRows]) =>
        write(
          table,
          piece.flatMap((one) => toRows(one, fill)),
        ),
      ),
    )
  }
  for (const { copy } of open.values()) await copy.end()
  await database.$executeRawUnsafe('analyze')
}

function* pieces(evaluations: Iterable<PullRequestEvaluation>): Generator<PullRequestEvaluation[]> {
  let piece: PullRequestEvaluation[] = []
  for (const evaluation of evaluations) {
    piece.push(evaluation)
    if (piece.length < PIECE) continue
    yield piece
    piece = []
  }
  yield piece
}

async function fillSurroundings(database: Database, fill: BenchFill): Promise<void> {
  const { organizationId, teams, peoplePerTeam, repositories, end } = fill
  const people = teams * peoplePerTeam
  const each = Math.ceil(fill.pullRequests / repositories)
  const run = (sql: Prisma.Sql) => database.$executeRaw(sql)
  await run(Prisma.sql`
    insert into organizations (id, node_id, login, name, synced_at, generation, derived_with, definitions)
    values (${organizationId}, ${`O_${organizationId}`}, ${`bench-${organizationId}`}, 'Bench', ${end}, ${GENERATION}, ${fill.derivedWith}, ${fill.definitions})`)
  await run(Prisma.sql`
    insert into teams (organization_id, id, slug, name, aliases)
    select ${organizationId}, 'T_' || t, 'team-' || t, 'Team ' || t, '{}' from generate_series(1, ${teams}) t`)
  await run(Prisma.sql`
    insert into users (organization_id, id, login)
    select ${organizationId}, 'U_' || u, 'person-' || u from generate_series(1, ${people}) u`)
  await run(Prisma.sql`
    insert into actors (organization_id, id, type, login, aliases)
    select ${organizationId}, 'U_' || u, 'User', 'person-' || u, '{}' from generate_series(1, ${people}) u`)
  await run(Prisma.sql`
    insert into team_memberships (organization_id, team_id, user_id, first_seen_on, last_seen_on)
    select ${organizationId}, 'T_' || (1 + (u - 1) / ${peoplePerTeam}::int), 'U_' || u, '2024-01-01', '2026-01-01'
    from generate_series(1, ${people}) u`)
  await run(Prisma.sql`
    insert into repositories (organization_id, id, name_with_owner, url, aliases, is_archived, default_branch,
      former_default_branches, backfilled_at, watermark, pull_requests_total, pull_requests_seen, last_read_at)
    select ${organizationId}, 'R_' || r, 'bench/repository-' || r, 'https://github.example/bench/' || r, '{}', false, 'main',
      '{}', ${end}, ${end}, ${each}, ${each}, ${end}
    from generate_series(1, ${repositories}) r`)
}

type ToRows = (evaluation: PullRequestEvaluation, fill: BenchFill) => Record<string, CopyValue>[]

/** The rows of one pull request in each table, keyed by column. */
const TABLES: Record<string, ToRows> = {
  pull_requests: (one, { organizationId, end }) => [
    {
      organization_id: organizationId,
      id: one.pullRequestId,
      repository_id: one.repositoryId,
      number: one.number,
      url: `https://github.example/${one.pullRequestId}`,
      title: `Count refunds once, part ${one.number}`,
      body: 'We change this because the total was wrong for refunds in two currencies.',
      state: one.mergedAt ? 'MERGED' : one.endedAt ? 'CLOSED' : 'OPEN',
      is_draft: false,
      author_id: one.authorId,
      created_at: one.readyAt,
      updated_at: one.endedAt ?? one.readyAt,
      closed_at: one.endedAt,
      merged_at: one.mergedAt,
      merge_commit_oid: one.mergedAt ? toOid(one, 'c') : null,
      base_ref_name: 'main',
      head_ref_name: `change-${one.number}`,
      head_ref_oid: toOid(one, 'a'),
      is_cross_repository: false,
      additions: 40,
      deletions: 12,
      changed_files: 1,
      labels: [],
      assignee_ids: [],
      closing_issues: '[]',
      checks_state: 'none',
      ledger: {},
      is_complete: true,
      read_at: end,
    },
  ],
  reviews: (one, { organizationId }) =>
    one.review.reviews.map(({ reviewerId, at }, index) => ({
      organization_id: organizationId,
      pull_request_id: one.pullRequestId,
      id: `RV_${one.number}_${index}`,
      author_id: reviewerId,
      state: 'APPROVED',
      body: '',
      submitted_at: new Date(at),
      commit_oid: toOid(one, 'a'),
    })),
  comments: (one, { organizationId }) =>
    one.review.reviews.slice(0, 1).map(({ reviewerId, at }) => ({
      organization_id: organizationId,
      pull_request_id: one.pullRequestId,
      id: `C_${one.number}`,
      author_id: reviewerId,
      body: 'Why not the ledger lock?',
      created_at: new Date(at),
    })),
  commits: (one, { organizationId }) => [
    {
      organization_id: organizationId,
      pull_request_id: one.pullRequestId,
      oid: toOid(one, 'a'),
      position: 0,
      message: 'Count refunds once',
      author_id: one.authorId,
      authored_at: one.readyAt,
      committed_at: one.readyAt,
      additions: 40,
      deletions: 12,
    },
  ],
  changed_files: (one, { organizationId }) => [
    {
      organization_id: organizationId,
      pull_request_id: one.pullRequestId,
      path: `src/part-${one.number % 500}.ts`,
      change_type: 'MODIFIED',
      additions: 40,
      deletions: 12,
    },
  ],
  timeline_events: (one, { organizationId }) => [
    {
      organization_id: organizationId,
      pull_request_id: one.pullRequestId,
      id: `E_${one.number}`,
      type: 'ReviewRequestedEvent',
      created_at: one.readyAt,
      actor_id: one.authorId,
    },
  ],
  pull_request_metrics: ({ evidence: _, ...narrow }, { organizationId }) => [
    toColumns({ organizationId, generation: GENERATION, ...narrow }),
  ],
  scope_pull_requests: (one, { organizationId }) =>
    [...one.teamIds.map(toTeamScope), ...one.surfaces.map(toSurfaceScope)].map((scope) => ({
      organization_id: organizationId,
      generation: GENERATION,
      scope,
      pull_request_id: one.pullRequestId,
      ready_at: one.readyAt,
      merged_at: one.mergedAt,
      ended_at: one.endedAt,
    })),
  pull_request_evidence: (one, { organizationId }) => [
    { organization_id: organizationId, generation: GENERATION, pull_request_id: one.pullRequestId, evidence: one.evidence },
  ],
}

/** Forty hexadecimal digits that only this pull request has. */
function toOid({ number }: PullRequestEvaluation, kind: 'a' | 'c'): string {
  return number.toString(16).padStart(8, '0').padEnd(39, '0') + kind
}
