import isSafe from 'safe-regex2'
import { z } from 'zod'
import { MERGE_BOTS, THRESHOLDS, TIER_RULES } from './defaults'
import { findGlobProblem } from './glob-problem'
import { TIERS } from './tiers'

/**
 * The form of plumbline.yml: what GitHub does not know. Everything is optional. The descriptions reach editors through
 * public/plumbline.schema.json; `npx vitest run tests/unit/policy -u` writes it anew.
 */
const timeZone = z
  .string()
  .refine(isTimeZone, { error: 'must be an IANA time zone such as Europe/Lisbon' })
  .describe('IANA time zone, e.g. Europe/Lisbon.')

const holidays = z
  .array(z.string().refine(isDate, { error: 'must be a date such as 2026-12-25' }))
  .describe('Days off as YYYY-MM-DD; they count as little as a Sunday in weekday hours.')

const glob = z
  .string()
  .min(1)
  .superRefine((text, context) => {
    const problem = findGlobProblem(text)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })
const globs = z.array(glob)
const slug = z.string().regex(/^[a-z0-9._-]+$/i, { error: "must be a team's slug such as payments" })
const repository = z.string().regex(/^[^/\s]+\/[^/\s]+$/, { error: 'must be OWNER/NAME' })
const date = z.string().refine(isDate, { error: 'must be a date such as 2026-01-31' })
const hours = z.number().positive()
const share = z.number().min(0.01).max(0.999)

const organization = z
  .strictObject({
    timeZone: timeZone.default('UTC'),
    holidays: holidays.default([]),
  })
  .describe('The calendar of everyone without one of their own.')

const teams = z
  .strictObject({
    include: z.array(slug).min(1).optional().describe('Slugs of the teams that count. Default: all of GitHub.'),
    exclude: z.array(slug).default([]).describe('Slugs of teams that do not count, e.g. one that holds everybody.'),
    calendars: z
      .record(slug, z.strictObject({ timeZone: timeZone.optional(), holidays: holidays.optional() }))
      .default({})
      .describe("Calendars by team slug; what is missing is the organisation's."),
  })
  .describe('Which teams count, and when they work.')

const surface = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(100)
    .refine((name) => !/\p{Cc}/u.test(name), { error: 'must be plain text on one line' })
    .describe('What people call it, e.g. billing.'),
  paths: globs.min(1).describe('Globs of its files, from the root of a repository.'),
  repositories: z.array(repository).min(1).optional().describe('OWNER/NAME. Default: every repository.'),
  tier: z.enum(TIERS).optional().describe('Risk tier of its files, tests and documents excepted.'),
  maintainers: z
    .array(z.string().regex(/^@?[\w.-]+(\/[\w.-]+)?$/, { error: 'must be a login, or a team as org/team' }))
    .default([])
    .describe('Logins, or teams as org/team, that may approve T2 and T3 changes.'),
})

const rule = z.strictObject({
  approvals: z.int().min(1).optional().describe('Qualified approvals on the final patch.'),
  maintainer: z.boolean().optional().describe('One of them by a maintainer of a touched path.'),
  rollbackNote: z.boolean().optional().describe('A risk or rollback note in the reasoning trail.'),
})

const tiers = z
  .strictObject({
    globs: z
      .strictObject({ T0: globs.optional(), T1: globs.optional(), T2: globs.optional(), T3: globs.optional() })
      .default({})
      .describe('Your own path globs; they decide before the defaults that ship with the product.'),
    rules: z
      .strictObject({ T0: rule.optional(), T1: rule.optional(), T2: rule.optional(), T3: rule.optional() })
      .default({})
      .describe(`What each tier asks for. Default: ${JSON.stringify(TIER_RULES)}`),
  })
  .describe('Risk tiers: which paths are how risky, and what each tier asks for.')

const objective = z.strictObject({ limitWeekdayHours: hours.optional(), target: share.optional() })

const slo = z
  .strictObject({
    limitWeekdayHours: hours.default(THRESHOLDS.sloWeekdayHours).describe('A review cycle is answered in time within these weekday hours.'),
    target: share.default(THRESHOLDS.sloTarget).describe('Share of cycles that should be, e.g. 0.9.'),
    byTier: z
      .strictObject({
        T0: objective.optional(),
        T1: objective.optional(),
        T2: objective.optional(),
        T3: objective.optional(),
      })
      .default({}),
  })
  .describe('The review service level, and its exceptions by tier.')

const tickets = z
  .strictObject({
    pattern: z
      .string()
      .min(1)
      .refine(isPattern, { error: 'must be a regular expression such as \\bPAY-\\d+\\b' })
      .refine(isBounded, { error: 'must be simpler, such as \\bPAY-\\d+\\b: what repeats may hold nothing that repeats' }),
    url: z.string().includes('{ticket}', { error: 'must hold {ticket} where the ticket goes' }).optional(),
  })
  .describe('How ticket references look; a reference counts only where it resolves.')

const login = z.string().regex(/^@?[\w.-]+(?:\[bot\])?$/, { error: 'must be a login such as mathlib-bors' })

const people = z
  .strictObject({
    machines: z
      .array(login)
      .default([])
      .describe('Logins that GitHub lists as people and that no person uses: build accounts, scripts, bots with an account of their own.'),
  })
  .describe('Who stands for no person: they hold no dialogue, claim no defect and review nothing.')

const merges = z
  .strictObject({
    bots: z
      .array(login)
      .default([])
      .describe(`Logins that land pull requests which GitHub shows as closed, beside ${MERGE_BOTS.logins.join(', ')}.`),
  })
  .describe('How pull requests land where GitHub’s own button does not merge them.')

const document = z
  .strictObject({
    kind: z.enum(['jobDescription', 'ladder', 'reviewContract', 'aiPolicy']),
    path: z.string().min(1).optional().describe('Path in a repository: OWNER/NAME:docs/ladder.md'),
    url: z.url().optional(),
    owner: z.string().min(1).describe('Who keeps it.'),
    date: date.describe('When it was last agreed.'),
  })
  .refine(({ path, url }) => (path === undefined) !== (url === undefined), { error: 'needs either path or url' })

const event = z.strictObject({
  date: date.describe('YYYY-MM-DD'),
  label: z
    .string()
    .min(1)
    .max(40)
    .refine((label) => !/\p{Cc}/u.test(label), { error: 'must be plain text on one line' })
    .describe('A few words, e.g. agents on by default.'),
})

const approvals = z
  .strictObject({
    inWords: z
      .boolean()
      .default(true)
      .describe(
        'Comments such as "ACK a1f0c3d" or "LGTM" and merge commands such as "bors r+" count as approvals. false: GitHub\'s own button alone.',
      ),
  })
  .describe('What counts as an approval.')

const addresses = z.array(z.email({ error: 'must be an e-mail address' }))

const mail = z
  .strictObject({
    organization: addresses.default([]).describe('Who gets the weekly mail of the organisation.'),
    teams: z.record(slug, addresses).default({}).describe("Who gets a team's, by its slug."),
  })
  .describe('Recipients of the weekly mail.')

export const configurationSchema = z.strictObject({
  organization: organization.prefault({}),
  teams: teams.prefault({}),
  surfaces: z.array(surface).superRefine(refuseRepeatedNames).default([]).describe('Parts of the product with maintainers of their own.'),
  tiers: tiers.prefault({}),
  approvals: approvals.prefault({}),
  slo: slo.prefault({}),
  tickets: tickets.optional(),
  people: people.prefault({}),
  merges: merges.prefault({}),
  documents: z.array(document).default([]).describe('The papers that say what good work is.'),
  events: z.array(event).default([]).describe('Days on which a tool or a rule changed for everybody; charts mark them.'),
  mail: mail.prefault({}),
})

export type ConfigurationFile = z.output<typeof configurationSchema>

/** Two surfaces of one name would be one row with two meanings. */
function refuseRepeatedNames(surfaces: { name: string }[], context: z.RefinementCtx): void {
  surfaces.forEach(({ name }, index) => {
    if (surfaces.findIndex((other) => other.name === name) === index) return
    context.addIssue({ code: 'custom', path: [index, 'name'], message: 'must be a name of its own: another surface has it' })
  })
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function isDate(text: string): boolean {
  const instant = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text)
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text)
    return true
  } catch {
    return false
  }
}

const MOST_PATTERN = 200

/** "(a+)+" tries every way to share out a text: twice the time for each letter, so that no bound of the text helps. */
function isBounded(pattern: string): boolean {
  return !isPattern(pattern) || (pattern.length <= MOST_PATTERN && isSafe(pattern))
}
