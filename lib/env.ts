import { createPrivateKey } from 'node:crypto'
import { isIP } from 'node:net'
import { z } from 'zod'
import type { Clock } from './dates'
import { UserError } from './errors'
import { rememberSecret } from './secrets'

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
  DATABASE_URL: databaseUrl.optional(),
  GITHUB_API_URL: url(['http:', 'https:'])
    .refine((value) => isBare(value), { message: 'must hold no user, password or query' })
    .default('https://api.github.com'),
  // A line break in a header is refused by every client, each in words that print the header.
  GITHUB_TOKEN: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]+$/, 'holds a blank, a line break or a letter outside ASCII, and no token does')
    .optional(),
  GITHUB_APP_ID: z.string().regex(/^\d+$/, 'must be the number of the GitHub App').optional(),
  GITHUB_APP_PRIVATE_KEY: z
    .string()
    .refine(isPrivateKey, { message: 'must be the private key of the GitHub App, whole (PEM; line breaks may be written \\n)' })
    .optional(),
  GITHUB_ORG: z.string().optional(),
  NEXTAUTH_URL: url(['http:', 'https:']).optional(),
  TRUSTED_PROXIES: addresses.optional(),
  PORT: z.coerce.number({ error: 'must be a port number' }).int().min(1).max(65_535).default(3000),
  PLUMBLINE_CONFIG: z.string().default('plumbline.yml'),
  PLUMBLINE_NOW: z.iso.datetime({ offset: true, error: 'must be an ISO 8601 instant such as 2026-11-16T00:00:00Z' }).optional(),
})

export type Environment = z.infer<typeof schema>

function isBare(address: string): boolean {
  if (!URL.canParse(address)) return true
  const { username, password, search, hash } = new URL(address)
  return `${username}${password}${search}${hash}` === ''
}

function isPrivateKey(text: string): boolean {
  try {
    return createPrivateKey(text.replaceAll('\\n', '\n')).asymmetricKeyType === 'rsa'
  } catch {
    return false
  }
}

/** The last answer: every request asks several times, and checking again what has not changed took a twelfth of it. */
let held: { values: string; environment: Environment } | null = null

export function readEnvironment(source: Record<string, string | undefined> = process.env): Environment {
  const values = JSON.stringify(Object.keys(schema.shape).map((key) => source[key]))
  if (held?.values !== values) held = { values, environment: parseEnvironment(source) }
  return held.environment
}

function parseEnvironment(source: Record<string, string | undefined>): Environment {
  // Before anything can go wrong with them: what is refused must not be printed either.
  rememberSecrets(source)
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new UserError(
    `${issue?.path.join('.') ?? 'The environment'} ${issue?.message ?? 'is not valid'}.`,
    'Set it as .env.example explains.',
  )
}

function rememberSecrets(source: Record<string, string | undefined>) {
  for (const name of ['GITHUB_TOKEN', 'GITHUB_APP_PRIVATE_KEY']) rememberSecret(source[name] ?? '')
  for (const name of ['DATABASE_URL', 'GITHUB_API_URL']) {
    const [, user = '', password = '', rest = ''] = /^[^/]*\/\/([^:/@]*):(.*)@([^@]*)$/s.exec(source[name] ?? '') ?? []
    // A password that is a name in the same address ("postgres") is none, and would be missed in every other line.
    if (password !== user && !rest.includes(password)) [password, decode(password)].forEach(rememberSecret)
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What a child process gets that is started with other values: everything this one has, and those. */
export function extendEnvironment(values: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...values }
}

export function isClockFixed(): boolean {
  return readEnvironment().PLUMBLINE_NOW !== undefined
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
