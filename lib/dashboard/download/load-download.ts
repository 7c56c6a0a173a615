import { z } from 'zod'
import { toListParameters, type ListQuestion } from '@/lib/pages/list/address'
import { requireOrganizationAccess } from '@/lib/auth/require-organization-access'
import { toDateString } from '@/lib/dates'
import { SERIES_WEEKS } from '@/lib/metrics/readings/scope-document'
import { openContext, openScope, type DashboardContext, type OpenScope } from '../context'
import { getDatabase } from '../database'
import { isWithheld } from '@/lib/dashboard/api/load'
import { loadOrganizationPage } from '@/lib/dashboard/pages/load-organization'
import { planList } from '@/lib/dashboard/list/load-page-list'
import { streamPullRequests } from '@/lib/dashboard/list/load-pull-requests'
import { loadReadings, loadSeries } from '@/lib/dashboard/readings/load'
import { parsePageQuestion, type PageQuestion } from '@/lib/dashboard/pages/range'
import type { OrganizationPageData, PageSearch, PullRequestLine } from '../page-types'
import { parseParameters } from '@/lib/dashboard/api/parse-parameters'
import { notSyncedYet, RequestProblem } from '@/lib/dashboard/api/problem'
import { renderCsv, renderCsvHeader, renderCsvRows, renderReason, type CsvColumn } from './csv'
import { nameUnlisted } from './name-unlisted'
import type { Form } from './negotiate'
import { PULL_REQUEST_COLUMNS } from './pull-request-columns'
import { SERIES_COLUMNS, SURFACE_COLUMNS, TEAM_COLUMNS, toSurfaceCells } from './readings-columns'
import type { Download } from './reply-download'

/** The lists of the pages as files, for a reader who has no API token: the pages' gate and the pages' loaders. */
const DOWNLOADS = ['pull-requests', 'series', 'teams', 'surfaces'] as const

const parameters = z.object({
  list: z.enum(DOWNLOADS, { error: `must be one of ${DOWNLOADS.join(', ')}.` }),
  format: z.enum(['csv', 'json'], { error: 'must be csv or json.' }),
  team: z.string({ error: 'is not one team.' }).optional(),
})

/**
 * Throws a RequestProblem. A page shows the default where its address is wrong and says so; a file could not say it, so it
 * is refused instead.
 */
export async function loadDownload(list: string, search: PageSearch): Promise<Download> {
  const access = await requireOrganizationAccess(getDatabase())
  if (access.granted === null) throw new RequestProblem(404, 'Not found', 'There is no organisation here.')
  const asked = parseParameters(parameters, { list, format: search.format, team: search.team })
  if (asked.list === 'teams' || asked.list === 'surfaces') return loadTable(asked.list, asked.format, search)
  const context = await openContext(access.granted)
  if (context.organization.syncedAt === null) throw notSyncedYet()
  const open = await openScope(context, asked.team ?? null)
  if (!open) throw new RequestProblem(404, 'Not found', `There is no team ${asked.team}.`)
  const question = await parsePageQuestion(context, open.name, search)
  if (question.problem !== null) throw new RequestProblem(400, 'Bad parameter', question.problem)
  return asked.list === 'series'
    ? loadSeriesFile(context, open, question, asked.format)
    : loadListFile(context, open, question, asked.format)
}

async function loadListFile(context: DashboardContext, open: OpenScope, question: PageQuestion, form: Form): Promise<Download> {
  const { range, list } = question
  const document = await loadReadings({ ...context, scope: open.scope }, range)
  if (!document) throw notSyncedYet()
  const head = { scope: open.name, from: toDateString(range.from), to: toDateString(range.to), asOf: range.asOf.toISOString() }
  const fileName = ['plumbline', context.organization.login, toScopeName(open, list), 'pull-requests', head.from, 'to', head.to].join('-')
  const plan = isWithheld(document) ? null : await planList(context, open, question)
  if (plan === null || typeof plan === 'string') {
    // Of a surface, cell or tier the words do not say which of the two reasons it is.
    const reason = nameUnlisted(plan === null ? document.contributors : null)
    const answer = { ...head, status: 'withheld', reason: reason.replace(/^withheld: /, ''), pullRequests: [] }
    return { fileName, form, body: form === 'csv' ? renderReason(reason) : `${JSON.stringify(answer)}\n` }
  }
  const lines = streamPullRequests(plan.request, plan.selection)
  return {
    fileName,
    form,
    body: form === 'csv' ? toCsvPieces(lines) : toJsonPieces({ ...head, status: 'ok', filters: toListParameters(list) }, lines),
  }
}

async function* toCsvPieces(batches: AsyncGenerator<PullRequestLine[]>): AsyncGenerator<string> {
  yield renderCsvHeader(PULL_REQUEST_COLUMNS)
  for await (const lines of batches) yield renderCsvRows(PULL_REQUEST_COLUMNS, lines)
}

/** As in the API, less the author (see PULL_REQUEST_COLUMNS) and with the sentences of the page. */
async function* toJsonPieces(head: object, batches: AsyncGenerator<PullRequestLine[]>): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"pullRequests":[`
  let comma = ''
  for await (const lines of batches) {
    for (const { author: _, ...line } of lines) {
      yield `${comma}\n${JSON.stringify(line)}`
      comma = ','
    }
  }
  yield '\n]}\n'
}

function toScopeName(open: OpenScope, { surface }: ListQuestion): string {
  return surface === null ? open.name : `${open.name}-${surface || 'everything-else'}`
}

async function loadSeriesFile(context: DashboardContext, open: OpenScope, { range }: PageQuestion, form: Form): Promise<Download> {
  const series = await loadSeries({ ...context, scope: open.scope }, SERIES_WEEKS, range.asOf, range.to)
  if (!series) throw notSyncedYet()
  const span = [series[0]?.from ?? '', 'to', series.at(-1)?.to ?? '']
  return toTable(['plumbline', context.organization.login, open.name, 'weeks', ...span].join('-'), form, SERIES_COLUMNS, series)
}

async function loadTable(list: 'teams' | 'surfaces', form: Form, { from, to, asOf }: PageSearch): Promise<Download> {
  const page = await loadOrganizationPage({ from, to, asOf })
  if (page.kind !== 'ready') throw notSyncedYet()
  if (page.range.problem !== null) throw new RequestProblem(400, 'Bad parameter', page.range.problem)
  const fileName = ['plumbline', page.organization.login, list, page.range.from, 'to', page.range.to].join('-')
  if (list === 'surfaces') return toTable(fileName, form, SURFACE_COLUMNS, toSurfaceCells(page.surfaces), withoutPeople(page.surfaces))
  return toTable(
    fileName,
    form,
    TEAM_COLUMNS,
    page.teams,
    page.teams.map(({ slug, name, members, document }) => ({ slug, name, members, document })),
  )
}

/** Maintainers stand in plumbline.yml and on the page; a file of names is another thing. */
function withoutPeople(surfaces: OrganizationPageData['surfaces']): object[] {
  return surfaces.map(({ maintainers: _, ...surface }) => surface)
}

function toTable<Row>(fileName: string, form: Form, columns: CsvColumn<Row>[], rows: Row[], json: unknown = rows): Download {
  return { fileName, form, body: form === 'csv' ? renderCsv(columns, rows) : `${JSON.stringify(json)}\n` }
}
