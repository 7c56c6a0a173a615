import { Prisma } from './generated/client'
import type { Database } from './client'

export interface BenchFill {
  organizationId: number
  pullRequests: number
  teams: number
  repositories: number
  /** The last instant; pull requests are spread evenly over the three years before it. */
  end: Date
}

/**
 * An organisation of any size made inside Postgres, for benchmarks only: facts with one row of each kind a pull request,
 * and evaluations of the usual shape. Weeks and documents are left to the real roll-up, which is part of what is measured.
 */
export async function fillForBench(database: Database, fill: BenchFill): Promise<void> {
  const { organizationId, pullRequests, teams, repositories, end } = fill
  const run = (sql: Prisma.Sql) => database.$executeRaw(sql)
  await run(Prisma.sql`
    insert into organizations (id, node_id, login, name, synced_at)
    values (${organizationId}, ${`O_${organizationId}`}, ${`bench-${organizationId}`}, 'Bench', ${end})`)
  await run(Prisma.sql`
    insert into teams (organization_id, id, slug, name, aliases)
    select ${organizationId}, 'T_' || t, 'team-' || t, 'Team ' || t, '{}' from generate_series(1, ${teams}) t`)
  await run(Prisma.sql`
    insert into users (organization_id, id, login)
    select ${organizationId}, 'U_' || u, 'person-' || u from generate_series(1, ${teams * 8}) u`)
  await run(Prisma.sql`
    insert into actors (organization_id, id, type, login, aliases)
    select ${organizationId}, 'U_' || u, 'User', 'person-' || u, '{}' from generate_series(1, ${teams * 8}) u`)
  await run(Prisma.sql`
    insert into team_memberships (organization_id, team_id, user_id, first_seen_on, last_seen_on)
    select ${organizationId}, 'T_' || (1 + (u - 1) / 8), 'U_' || u, '2024-01-01', '2026-01-01'
    from generate_series(1, ${teams * 8}) u`)
  await run(Prisma.sql`
    insert into repositories (organization_id, id, name_with_owner, url, aliases, is_archived, default_branch,
      former_default_branches, backfilled_at, watermark, pull_requests_total, pull_requests_seen, last_read_at)
    select ${organizationId}, 'R_' || r, 'bench/repository-' || r, 'https://github.example/bench/' || r, '{}', false, 'main',
      '{}', ${end}, ${end}, ${Math.ceil(pullRequests / repositories)}, ${Math.ceil(pullRequests / repositories)}, ${end}
    from generate_series(1, ${repositories}) r`)
  await fillFacts(run, fill)
  await fillEvaluations(run, fill)
  await run(Prisma.sql`
    insert into pending_roll_ups (organization_id, scope, week_on)
    select ${organizationId}, scope, week::date
    from generate_series(date_trunc('week', ${end}::timestamptz at time zone 'utc') - interval '75 weeks',
      ${end}::timestamptz at time zone 'utc', interval '7 days') week
    cross join (select 'organization' as scope union all select 'team:T_' || t from generate_series(1, ${teams}) t) scopes
    on conflict do nothing`)
  await database.$executeRawUnsafe('analyze')
}

type Run = (sql: Prisma.Sql) => Promise<number>

/** Opened at `opened`, merged one to four days later; one in fifty is still open. */
const lifeOf = (fill: BenchFill) => Prisma.sql`
  (select i, ${fill.organizationId}::int as organization_id, 'PR_' || i as id, 'R_' || (1 + i % ${fill.repositories}) as repository_id,
    'T_' || (1 + i % ${fill.teams}) as team_id, 1 + i / ${fill.repositories} as number,
    'U_' || (1 + (i % ${fill.teams}) * 8 + i % 7) as author_id, 'U_' || (1 + (i % ${fill.teams}) * 8 + (i + 1) % 8) as reviewer_id,
    ${fill.end}::timestamptz - make_interval(secs => (i::float8 / ${fill.pullRequests}) * 3 * 365 * 86400) as opened,
    case when i % 50 = 0 then null else ${fill.end}::timestamptz
      - make_interval(secs => (i::float8 / ${fill.pullRequests}) * 3 * 365 * 86400 - 86400 * (1 + i % 4)) end as merged
  from generate_series(1, ${fill.pullRequests}::int) i) life`

async function fillFacts(run: Run, fill: BenchFill): Promise<void> {
  const life = lifeOf(fill)
  await run(Prisma.sql`
    insert into pull_requests (organization_id, id, repository_id, number, url, title, body, state, is_draft, author_id,
      created_at, updated_at, closed_at, merged_at, merge_commit_oid, base_ref_name, head_ref_name, head_ref_oid,
      is_cross_repository, additions, deletions, changed_files, labels, assignee_ids, closing_issues, checks_state, ledger,
      is_complete, read_at)
    select organization_id, id, repository_id, number, 'https://github.example/' || id, 'Change ' || i,
      'We change this because the total was wrong for refunds in two currencies.', case when merged is null then 'OPEN' else 'MERGED' end,
      false, author_id, opened, coalesce(merged, opened), merged, merged, md5(id), 'main', 'change-' || i, md5('h' || id), false,
      40, 12, 1, '{}', '{}', '[]', 'none', '{}', true, ${fill.end}
    from ${life}`)
  await run(Prisma.sql`
    insert into reviews (organization_id, pull_request_id, id, author_id, state, body, submitted_at, commit_oid)
    select organization_id, id, 'RV_' || i, reviewer_id, 'APPROVED', '', opened + interval '20 hours', md5('h' || id) from ${life}`)
  await run(Prisma.sql`
    insert into comments (organization_id, pull_request_id, id, author_id, body, created_at)
    select organization_id, id, 'C_' || i, reviewer_id, 'Why not the ledger lock?', opened + interval '5 hours' from ${life}`)
  await run(Prisma.sql`
    insert into commits (organization_id, pull_request_id, oid, position, message, author_id, authored_at, committed_at, additions, deletions)
    select organization_id, id, md5('h' || id), 0, 'Change', author_id, opened, opened, 40, 12 from ${life}`)
  await run(Prisma.sql`
    insert into changed_files (organization_id, pull_request_id, path, change_type, additions, deletions)
    select organization_id, id, 'src/part-' || i % 500 || '.ts', 'MODIFIED', 40, 12 from ${life}`)
  await run(Prisma.sql`
    insert into timeline_events (organization_id, pull_request_id, id, type, created_at, actor_id)
    select organization_id, id, 'E_' || i, 'ReviewRequestedEvent', opened, author_id from ${life}`)
}

async function fillEvaluations(run: Run, fill: BenchFill): Promise<void> {
  const life = lifeOf(fill)
  const ms = (at: string) => Prisma.raw(`(extract(epoch from ${at}) * 1000)::bigint`)
  await run(Prisma.sql`
    insert into pull_request_metrics (organization_id, pull_request_id, repository_id, number, author_id, class, in_population,
      is_stacked, tier, ready_at, merged_at, ended_at, confidence, reasons, confident_at, confident_at_exact, clock_start_at,
      review, defects, trail, ai, team_ids)
    select organization_id, id, repository_id, number, author_id, 'authored', true, false, 'T' || i % 4, opened, merged, merged,
      case when merged is null then 'open' when i % 5 = 0 then 'merged_without_confidence' else 'confident' end,
      case when i % 5 = 0 then array['stale_approval'] else '{}' end, merged - interval '2 hours', true, opened,
      jsonb_build_object(
        'cycles', jsonb_build_array(jsonb_build_object('startedAt', ${ms('opened')}, 'endedAt', ${ms("opened + interval '20 hours'")},
          'outcome', 'reviewed', 'weekdayHours', 20)),
        'reviews', jsonb_build_array(jsonb_build_object('reviewerId', reviewer_id, 'at', ${ms("opened + interval '20 hours'")})),
        'firstReviewWeekdayHours', 20, 'contributorIds', jsonb_build_array(author_id, reviewer_id), 'provablyFastApprovals', 0),
      case when merged is not null then jsonb_build_object('caughtStrict', i % 2, 'caughtBroad', i % 3, 'caughtByAi', 0, 'escapes', '[]'::jsonb) end,
      case when merged is not null then jsonb_build_object('covered', i % 3 > 0, 'why', true, 'humanEvidenced', i % 2 = 0) end,
      case when merged is not null then jsonb_build_object('lines', 40, 'line', 0, 'authored', (i % 3) * 10, 'coAuthored', 10, 'human', 0,
        'touched', i % 3 > 0, 'agentWritten', false) end,
      array[team_id]
    from ${life}`)
  await run(Prisma.sql`
    insert into team_pull_requests (organization_id, team_id, pull_request_id, ready_at, merged_at, ended_at)
    select organization_id, team_id, id, opened, merged, merged from ${life}`)
  await run(Prisma.sql`
    insert into pull_request_evidence (organization_id, pull_request_id, evidence)
    select organization_id, id, jsonb_build_object(
      'tier', jsonb_build_object('tier', 'T1', 'path', 'src/part.ts', 'unclassified', '[]'::jsonb),
      'class', jsonb_build_object('excludedBecause', null, 'text', null),
      'team', jsonb_build_object('via', 'author', 'personId', author_id),
      'confidence', jsonb_build_object('explanation', '[]'::jsonb, 'approvalsNeeded', 1, 'checks', 'no_checks', 'pushes', '["none"]'::jsonb),
      'threads', '[]'::jsonb, 'escapes', '[]'::jsonb, 'trail', null, 'ai', jsonb_build_object('tier', 'L0', 'evidence', '[]'::jsonb))
    from ${life}`)
}
