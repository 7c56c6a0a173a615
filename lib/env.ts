import { isIP } from 'node:net'
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

/** "10.0.0.0/8" and "::1" are addresses of proxies; a name is none, since whoever answers for it may change. */
function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

const addresses = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every(isAddressRange), {
    message: 'must be addresses or ranges of proxies, separated by commas, such as 127.0.0.1, 10.0.0.0/8',
  })

const schema = z.object({
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  GITHUB_API_URL: url(['http:', 'https:']).default('https://api.github.com'),
  GITHUB_TOKEN: z.string().optional(),
  GITHUB_APP_ID: z.string().regex(/^\d+$/, 'must be the number of the GitHub App').optional(),
  GITHUB_APP_PRIVATE_KEY: z.string().optional(),
  GITHUB_ORG: z.string().optional(),
  NEXTAUTH_URL: url(['http:', 'https:']).optional(),
  TRUSTED_PROXIES: addresses.optional(),
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
