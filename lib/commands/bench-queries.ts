import { addDays, addWeeks, lastCompleteWeeks, toWeekStart } from '@/lib/dates'
import { requireTeamAccess, toAuthorizedOrganizationId, toOrganizationScope, toTeamAccessScope } from '@/lib/auth/access'
import { toWholeView } from '@/lib/auth/view'
import { closeDatabase, type Database } from '@/lib/db/client'
import { openEmbeddedPostgres } from '@/lib/db/postgres/embedded'
import { explainQueries, type ExplainedQuery } from '@/lib/db/bench/explain-queries'
import { listPendingEvaluations } from '@/lib/db/figures/list-pending-evaluations'
import { getFirstInstant, getOrganizationFacts } from '@/lib/db/organization/get-facts'
import { getSyncTotals } from '@/lib/db/sync/get-totals'
import { getTeamBySlug } from '@/lib/db/organization/get-team'
import { listEvidence } from '@/lib/db/figures/list-evidence'
import { listNarrowEvaluations, listNarrowEvaluationsOf } from '@/lib/db/figures/list-narrow-evaluations'
import { listPullRequestHistories } from '@/lib/db/facts/list-pull-request-histories'
import { listPullRequestIdsAlive } from '@/lib/db/figures/list-pull-request-ids-alive'
import { listPullRequestTitles } from '@/lib/db/list/list-pull-request-titles'
import { listRangePullRequests, type RangeQuestion } from '@/lib/db/list/list-range-pull-requests'
import { listRepositoryProgress } from '@/lib/db/sync/list-repository-progress'
import { listScopeReadings } from '@/lib/db/figures/scope-readings'
import { listSurroundings } from '@/lib/db/facts/list-surroundings'
import { listTeams } from '@/lib/db/organization/list-teams'
import { listUnfinished } from '@/lib/db/facts/list-unfinished'
import { listWeekRollUps } from '@/lib/db/figures/week-roll-ups'
import { UsageError } from './command-line'
import { BENCH_END, BENCH_ORGANIZATION, openBenchDatabase } from './open-bench-database'
import { readBench } from './read-bench'
import { say } from './with-database'

const END = BENCH_END
const ORGANIZATION = BENCH_ORGANIZATION
const { args } = readBench('queries', 'How long each question to a full database takes, and what it reads.', (command) =>
  command.argument('[pull-requests]', 'how many are in it', '1000000').argument('[teams]', 'and of how many teams', '400'),
)
const [pullRequests = 1_000_000, teams = 400] = args.map(Number)
if ([pullRequests, teams].some((number) => !Number.isInteger(number) || number < 1)) {
  throw new UsageError('That is no number.', 'Use npm run bench -- queries [PULL-REQUESTS [TEAMS]].')
}

// A cluster of its own, without fsync: a million pull requests stay out of the way of real ones.
const postgres = await openEmbeddedPostgres({ directory: '.plumbline/bench-postgres', durable: false, say })
try {
  const { url, fillSeconds, rollUpSeconds } = await openBenchDatabase(postgres, { pullRequests, teams })
  const rows: { question: string; milliseconds: string; reads: string }[] = []
  for (const [question, ask] of Object.entries(questions())) {
    for (const query of await explainQueries(url, ask)) {
      rows.push({ question, milliseconds: query.milliseconds.toFixed(2), reads: toReads(query) })
    }
  }
  await closeDatabase(url)
  console.table(rows)
  console.log(JSON.stringify({ bench: 'queries', pullRequests, teams, fillSeconds, rollUpSeconds, queries: rows }))
} finally {
  await postgres.release()
}

function questions(): Record<string, (database: Database) => Promise<unknown>> {
  const organizationId = toAuthorizedOrganizationId(ORGANIZATION)
  const range = lastCompleteWeeks(END, 12)
  const week = { from: addWeeks(toWeekStart(END), -1), to: toWeekStart(END) }
  const list: RangeQuestion = {
    ...range,
    asOf: END,
    population: 'range',
    filter: {},
    order: { key: 'merged', isDescending: true },
    start: null,
    isBackwards: false,
    limit: 26,
  }
  const ids = Array.from({ length: 250 }, (_, index) => `PR_${1000 + index * 3}`)
  const team = async (database: Database) => {
    const found = requireTeamAccess(toWholeView(organizationId), await getTeamBySlug(database, organizationId, 'team-7'))
    if (!found) throw new Error('no team-7')
    return toTeamAccessScope(found)
  }
  return {
    'organisation page: documents': (database) => listScopeReadings(database, ORGANIZATION),
    'one scope: document': (database) => listScopeReadings(database, ORGANIZATION, ['team:T_7']),
    'team by slug': (database) => getTeamBySlug(database, ORGANIZATION, 'team-7'),
    teams: (database) => listTeams(database, organizationId),
    'organisation facts': (database) => getOrganizationFacts(database, ORGANIZATION),
    'first instant': (database) => getFirstInstant(database, ORGANIZATION),
    'list of a team': async (database) => listRangePullRequests(database, organizationId, await team(database), list),
    'list of the organisation': (database) => listRangePullRequests(database, organizationId, toOrganizationScope(organizationId), list),
    'evidence of a page': (database) => listEvidence(database, organizationId, ids.slice(0, 100)),
    'titles of a page': (database) => listPullRequestTitles(database, organizationId, ids.slice(0, 100)),
    'evaluations of a batch': (database) => listNarrowEvaluationsOf(database, ORGANIZATION, ids),
    'evaluations of a team week': (database) => listNarrowEvaluations(database, ORGANIZATION, 'team:T_7', week),
    'evaluations of an organisation week': (database) => listNarrowEvaluations(database, ORGANIZATION, 'organization', week),
    'weeks of a scope': (database) => listWeekRollUps(database, ORGANIZATION, 'organization', { from: addWeeks(END, -52), to: END }),
    'pending evaluations': (database) => listPendingEvaluations(database, ORGANIZATION, 250),
    'histories of a batch': (database) => listPullRequestHistories(database, ORGANIZATION, ids),
    'surroundings of a batch': (database) => listSurroundings(database, ORGANIZATION, ids),
    'alive as of an instant': (database) => listPullRequestIdsAlive(database, ORGANIZATION, addDays(END, -7), END),
    'sync totals': (database) => getSyncTotals(database, ORGANIZATION, true),
    'sync of repositories': (database) => listRepositoryProgress(database, ORGANIZATION),
    'what is missing': (database) => listUnfinished(database, ORGANIZATION, ['R_1', 'R_2']),
  }
}

/** "index on table", or "table, read whole", in the order of the plan. */
function toReads({ plan }: ExplainedQuery): string {
  const reads = plan.flatMap((line) => {
    const index = /(?:Index(?: Only)? Scan(?: Backward)?|Bitmap Index Scan)(?: using)? (?:on )?(\S+)/.exec(line)
    const whole = /Seq Scan on (\S+)/.exec(line)
    return index?.[1] ? [index[1]] : whole?.[1] ? [`${whole[1]} READ WHOLE`] : []
  })
  return [...new Set(reads)].join(', ')
}
