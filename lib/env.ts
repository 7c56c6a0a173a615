import { z } from 'zod'
import type { Clock } from './dates'
import { UserError } from './errors'

/**
 * The only place where the environment is read. Every variable says what it is for, in `.env.example` too.
 * An empty value counts as not set, because that is what `KEY=` in a .env file means to a person.
 */
const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  })

/** On a socket the host stands behind the question mark, and an address whose host is empty is none to `URL`. */
const databaseUrl = z.string().superRefine((value, context) => {
  const address = value.replace('@/', '@localhost/')
  if (!URL.canParse(address) || !['postgres:', 'postgresql:'].includes(new URL(address).protocol)) {
    context.addIssue('must be a URL that starts with postgres:// or postgresql://')
    return
  }
  const schemaName = new URL(address).searchParams.get('schema') ?? 'public'
  if (schemaName !== 'public') {
    context.addIssue(`names the schema "${schemaName}", and Plumbline keeps its tables in "public": give it a database of its own`)
  }
})

const schema = z.object({
  DATABASE_URL: databaseUrl.optional(),
  GITHUB_API_URL: url(['http:', 'https:']).default('https://api.github.com'),
  GITHUB_TOKEN: z.string().optional(),
  GITHUB_APP_ID: z.string().regex(/^\d+$/, 'must be the number of the GitHub App').optional(),
  GITHUB_APP_PRIVATE_KEY: z.string().optional(),
  GITHUB_ORG: z.string().optional(),
  PORT: z.coerce.number({ error: 'must be a port number' }).int().min(1).max(65_535).default(3000),
  PLUMBLINE_CONFIG: z.string().default('plumbline.yml'),
  PLUMBLINE_NOW: z.iso.datetime({ offset: true, error: 'must be an ISO 8601 instant such as 2026-11-16T00:00:00Z' }).optional(),
})

export type Environment = z.infer<typeof schema>

/** The last answer: every request asks several times, and checking again what has not changed took a twelfth of it. */
let held: { values: string; environment: Environment } | null = null

export function readEnvironment(source: Record<string, string | undefined> = process.env): Environment {
  const values = JSON.stringify(Object.keys(schema.shape).map((key) => source[key]))
  if (held?.values !== values) held = { values, environment: parseEnvironment(source) }
  return held.environment
}

function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new UserError(
    `${issue?.path.join('.') ?? 'The environment'} ${issue?.message ?? 'is not valid'}.`,
    'Set it as .env.example explains.',
  )
}

/** What a child process gets that is started with other values: everything this one has, and those. */
export function extendEnvironment(values: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...values }
}

/** The wall clock, or the fixed one of PLUMBLINE_NOW. */
export const systemClock: Clock = () => {
  const fixed = readEnvironment().PLUMBLINE_NOW
  return fixed ? new Date(fixed) : new Date()
}

/** Tests and `next dev`, where what is slow to check is checked all the same. */
export function isDeveloping(): boolean {
  return process.env.NODE_ENV === 'test' || process.env.NODE_ENV === 'development'
}
