import { z } from 'zod'
import { badParameter } from './problem'

/** Query parameters as text: strings, and lists where one was given more than once. */
export type Parameters = Record<string, string | string[] | undefined>

export function toParameters(search: URLSearchParams): Parameters {
  const names = [...new Set(search.keys())]
  return Object.fromEntries(
    names.map((name) => {
      const values = search.getAll(name)
      return [name, values.length === 1 ? values[0] : values]
    }),
  )
}

const once = { error: (issue: { input?: unknown }) => (Array.isArray(issue.input) ? 'is given more than once.' : 'is not text.') }
const text = z.string(once)

/** Year 0 is ISO 8601 but no date of Postgres; nothing on GitHub is older than this. */
const isSince1970 = (value: string) => value >= '1970'

const date = text
  .refine((value) => z.iso.date().safeParse(value).success && isSince1970(value), {
    error: 'must be a date such as 2026-11-16.',
    abort: true,
  })
  .transform((value) => new Date(`${value}T00:00:00.000Z`))

const isInstant = (value: string) =>
  isSince1970(value) && (z.iso.datetime({ offset: true }).safeParse(value).success || z.iso.date().safeParse(value).success)

const instant = text
  .refine(isInstant, {
    // A plus sign in a query string means a space: the commonest way to get an offset wrong.
    error: (issue) =>
      typeof issue.input === 'string' && / \d\d:\d\d$/.test(issue.input)
        ? 'must write the plus sign of an offset as %2B.'
        : 'must be an instant such as 2026-11-16T00:00:00Z.',
    abort: true,
  })
  .transform((value) => new Date(value))

export const MAXIMUM_WEEKS = 104

const rangeParameters = { from: date.optional(), to: date.optional(), asOf: instant.optional() }

export const parameterSchemas = {
  none: z.strictObject({}),
  metrics: z.strictObject(rangeParameters),
  pullRequests: z.strictObject({ ...rangeParameters, cursor: text.optional() }),
  series: z.strictObject({
    weeks: text
      .refine((value) => /^\d{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= MAXIMUM_WEEKS, {
        error: `must be a whole number from 1 to ${MAXIMUM_WEEKS}.`,
        abort: true,
      })
      .transform(Number)
      .optional(),
    asOf: instant.optional(),
  }),
} as const

/** Throws a RequestProblem that names the first wrong parameter. */
export function parseParameters<Schema extends z.ZodType>(schema: Schema, parameters: Parameters): z.output<Schema> {
  const result = schema.safeParse(parameters)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  if (issue?.code === 'unrecognized_keys') throw badParameter(issue.keys[0] ?? '', 'is not a parameter of this path.')
  throw badParameter(String(issue?.path[0] ?? ''), issue?.message ?? 'is not valid.')
}
