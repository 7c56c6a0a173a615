import { createHash } from 'node:crypto'
import { toWeekStart } from '@/lib/dates'
import { ATTRIBUTION_RULES_VERSION } from '@/lib/attribution/attribution-rules'
import { deleteOtherGenerations, openGeneration, type OpenGeneration } from '@/lib/db/generation'
import { replaceConfiguredMachines } from '@/lib/db/facts/machine-users'
import { enqueueSetAside } from '@/lib/db/facts/set-aside'
import { getOrganizationFacts } from '@/lib/db/organization/get-facts'
import { hasPendingRollUps } from '@/lib/db/figures/pending-roll-ups'
import { listRepositoryWeeks, replaceTierStates } from '@/lib/db/figures/tier-states'
import { toRowFault } from '@/lib/db/postgres/row-fault'
import { withOrganizationLock } from '@/lib/db/sync/organization'
import { UserError } from '@/lib/errors'
import { decideTierStates } from '@/lib/metrics/organization/tier-states'
import { toOrganizationContext, type OrganizationContext } from '@/lib/metrics/organization/context'
import { COMMENT_LEXICON_VERSION } from '@/lib/metrics/defects/lexicon'
import { EVALUATION_VERSION } from '@/lib/metrics/history/pull-request-evaluation'
import { DEFINITIONS_VERSION } from '@/lib/metrics/document/readings'
import type { Configuration } from '@/lib/policy/configuration'
import { DEFAULTS_VERSION } from '@/lib/policy/defaults'
import packageJson from '@/package.json'
import type { ComputeOptions } from './compute-options'
import { evaluatePending, setAsideEvaluations } from './evaluate-pending'
import { findUnsummable } from './find-unsummable'
import { rollUpPendingWeeks } from './roll-up-pending-weeks'
import { storeReadings } from './store-readings'

/**
 * From facts to figures, in three steps that each take their work off an outbox: pull requests → evaluations →
 * weeks → the documents of the default range. A kill between any two of them leaves work to do, never a wrong figure.
 * Other rules, or `isAnew`, make a new generation beside the served one, which stays until the last step puts the new one
 * in its place.
 */
export async function computePendingMetrics(options: ComputeOptions & { isAnew?: boolean }): Promise<{ evaluated: number; weeks: number }> {
  const { database, organizationId, configuration, asOf, isAnew = false } = options
  await replaceConfiguredMachines(database, organizationId, [...configuration.people.machines])
  const facts = await getOrganizationFacts(database, organizationId)
  if (!facts) return { evaluated: 0, weeks: 0 }
  const context = toOrganizationContext(facts, configuration)
  const rules = toRulesHash(configuration)
  const program = toProgramHash(rules)
  const generation = await openGeneration(database, organizationId, { derivedWith: rules, definitions: DEFINITIONS_VERSION, asOf, isAnew })
  await enqueueSetAside(database, organizationId, program)
  const evaluated = await evaluatePending(options, context, { generation: generation.number, program })
  await decideTiers(options, generation)
  const weeks = await sum(options, context, { generation, program })
  await deleteOtherGenerations(database, organizationId)
  return { evaluated, weeks }
}

/** Between the two steps: whether each repository's tiers are configured, where a row or the week may have changed that. */
async function decideTiers({ database, organizationId, asOf }: ComputeOptions, { number, asOf: madeAsOf }: OpenGeneration): Promise<void> {
  const monday = toWeekStart(asOf)
  const isSameWeek = madeAsOf !== null && toWeekStart(madeAsOf) >= monday
  if (isSameWeek && !(await hasPendingRollUps(database, organizationId))) return
  const weeks = await listRepositoryWeeks(database, organizationId, number)
  await replaceTierStates(database, organizationId, number, decideTierStates(weeks, monday))
}

/** The second and the third step. A row that no sum can take is set aside, and the sums are made without it. */
async function sum(
  options: ComputeOptions,
  context: OrganizationContext,
  { generation, program }: { generation: OpenGeneration; program: string },
): Promise<number> {
  for (let weeks = 0; ;) {
    try {
      weeks += await rollUpPendingWeeks(options, context, generation)
      await storeReadings(options, context, generation.number)
      return weeks
    } catch (error) {
      const reason = toRowFault(error)
      const unsummable = reason === null ? [] : await findUnsummable(options, generation.number)
      if (unsummable.length === 0) throw error
      await setAsideEvaluations(options, unsummable, `has figures that cannot be summed: ${reason}`, {
        generation: generation.number,
        program,
      })
    }
  }
}

/** Names the rules that figures are made with: edited configuration or a new version makes all of them anew. */
export function toRulesHash(configuration: Configuration): string {
  const versions = [DEFINITIONS_VERSION, EVALUATION_VERSION, DEFAULTS_VERSION, ATTRIBUTION_RULES_VERSION, COMMENT_LEXICON_VERSION]
  const text = JSON.stringify([versions, configuration], (_, value: unknown) =>
    value instanceof Set || value instanceof Map ? [...value] : value,
  )
  return createHash('sha256').update(text).digest('hex')
}

/** The rules and the release that apply them: what failed with one may not fail with the next. */
function toProgramHash(rules: string): string {
  return createHash('sha256').update(`${rules} ${packageJson.version}`).digest('hex')
}

/**
 * Makes everything derived again from the facts of the last completed sync: the same facts, the same bytes. What is served
 * stays until all of it is there.
 */
export async function rebuildMetrics(options: Omit<ComputeOptions, 'asOf'>): Promise<{ evaluated: number; weeks: number }> {
  const facts = await getOrganizationFacts(options.database, options.organizationId)
  if (!facts?.syncedAt) {
    throw new UserError('Nothing has been read completely yet, so there is nothing to roll up.', 'Run npm run ingest first.')
  }
  const { syncedAt } = facts
  return withOrganizationLock(options.database, facts.login, () => computePendingMetrics({ ...options, asOf: syncedAt, isAnew: true }))
}
