import { z } from 'zod'
import { healthSchema, problemSchema, pullRequestPageSchema, syncSchema, teamsSchema } from './schema'
import { MAXIMUM_WEEKS } from '@/lib/dashboard/parse-parameters'
import { readingsDocumentSchema, seriesSchema } from '@/lib/metrics/document/readings'

/** OpenAPI 3.1 of the HTTP API, from the schemas that every response passes through: it cannot say something else. */

const date = { type: 'string', format: 'date' }
const instant = { type: 'string', format: 'date-time' }

function query(name: string, schema: object, description: string) {
  return { name, in: 'query', required: false, schema, description }
}

const from = query('from', date, 'First day (UTC). Default: 12 weeks before `to`.')
const to = query('to', date, 'Day after the last (UTC). Default: the last Monday up to `asOf`.')
const asOf = query(
  'asOf',
  instant,
  'Facts after it are ignored. Default: completion of the last sync; another instant is computed on request and may take seconds.',
)
const weeks = query('weeks', { type: 'integer', minimum: 1, maximum: MAXIMUM_WEEKS, default: 26 }, 'How many complete ISO weeks.')
const cursor = query('cursor', { type: 'string' }, '`nextCursor` of the page before; it holds the range and the instant too.')
const slug = { name: 'slug', in: 'path', required: true, schema: { type: 'string' }, description: 'Slug of a team.' }

/** A reference to the component that the schema's own id names. */
function toContent(schema: z.ZodType, mediaType = 'application/json') {
  const id = z.globalRegistry.get(schema)?.id
  if (!id) throw new Error('A schema of the API has no id')
  return { [mediaType]: { schema: { $ref: `#/components/schemas/${id}` } } }
}

/** The answer as a table too: a row an entry, names with units, null as nothing. */
function toContents(schema: z.ZodType) {
  return { ...toContent(schema), 'text/csv': { schema: { type: 'string' } } }
}

function problem(description: string) {
  return { description, content: toContent(problemSchema, 'application/problem+json') }
}

function operation(operationId: string, summary: string, content: object, parameters: object[]) {
  return {
    get: {
      operationId,
      summary,
      parameters,
      responses: {
        200: { description: summary, content },
        400: problem('A parameter is wrong; `parameter` names it.'),
        401: problem('No token, or an unknown one.'),
        ...(parameters.includes(slug) ? { 404: problem('No such team.') } : {}),
        405: problem('The API only reads.'),
        503: problem('No sync has completed yet (see Retry-After), or plumbline.yml has a mistake.'),
      },
    },
  }
}

function scoped(path: 'metrics' | 'series' | 'pull-requests', summary: string, schema: z.ZodType, parameters: object[]) {
  const id = { metrics: 'Metrics', series: 'Series', 'pull-requests': 'PullRequests' }[path]
  return {
    [`/api/v1/organization/${path}`]: operation(`getOrganization${id}`, `${summary} of the organisation`, toContents(schema), parameters),
    [`/api/v1/teams/{slug}/${path}`]: operation(`getTeam${id}`, `${summary} of a team`, toContents(schema), [slug, ...parameters]),
  }
}

export function buildOpenApi() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Plumbline',
      version: '1',
      description:
        'Times are ISO 8601 UTC, durations hours, shares 0–1. A figure that cannot be given is null and a status says why. Intervals are low and high, 95 %. Lists and readings come as a table (RFC 4180) where Accept prefers text/csv; a page of pull requests then has its next one in the header Link, and no author.',
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: {
      '/api/health': {
        get: {
          operationId: 'getHealth',
          summary: 'Whether the database answers and a worker is connected',
          security: [],
          parameters: [],
          responses: {
            200: { description: 'Healthy', content: toContent(healthSchema) },
            503: { description: 'Not healthy', content: toContent(healthSchema) },
          },
        },
      },
      '/api/v1/sync': operation('getSync', 'How far the reading of GitHub is', toContent(syncSchema), []),
      '/api/v1/teams': operation('listTeams', 'Teams that count', toContents(teamsSchema), []),
      ...scoped('metrics', 'The four readings and the AI share', readingsDocumentSchema, [from, to, asOf]),
      ...scoped('series', 'The readings week by week', seriesSchema, [weeks, asOf]),
      ...scoped('pull-requests', 'The pull requests behind the figures', pullRequestPageSchema, [from, to, asOf, cursor]),
      '/api/v1/openapi.json': operation('getOpenApi', 'This document', { 'application/json': { schema: { type: 'object' } } }, []),
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'npm run token -- --name NAME' } },
      schemas: toComponents(),
    },
  }
}

function toComponents(): Record<string, object> {
  const { schemas: all } = z.toJSONSchema(z.globalRegistry, {
    target: 'draft-2020-12',
    uri: (id) => `#/components/schemas/${id}`,
  })
  const components = Object.entries(all).map(([name, { $schema: _schema, $id: _id, ...schema }]) => [name, schema] as const)
  return Object.fromEntries(components.sort(([a], [b]) => (a < b ? -1 : 1)))
}
