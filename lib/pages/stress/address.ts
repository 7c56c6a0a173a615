import { isolate } from '@/lib/pages/words/isolate'
import type { StressControls } from '@/lib/metrics/stress/compute'

/**
 * The whole state of a stress test is its address: /stress-test?surface=payouts%20and%20refunds&m=2&more=1&without=1&slo=8.
 * Server and browser read and write it by these two functions, so what a slider shows is what a reload shows.
 * A form without scripts sends the scope as ?scope=surface:NAME; a name alone also does.
 */
export interface StressQuestion extends StressControls {
  /** "organization", "team:SLUG" or "surface:NAME"; the surface '' is everything that no named one holds. */
  scope: string
}

export interface ControlRange {
  min: number
  max: number
  step: number
}

export const CONTROL_RANGES = {
  multiple: { min: 0.5, max: 5, step: 0.1 },
  moreMaintainers: { min: 0, max: 3, step: 1 },
  sloWeekdayHours: { min: 1, max: 120, step: 1 },
} as const satisfies Record<string, ControlRange>

export const ORGANIZATION_SCOPE = 'organization'

/** What is asked when the address does not say. */
const DEFAULT_MULTIPLE = 2

export interface AddressScope {
  key: string
  /** The SLO of this scope's own configuration. */
  sloWeekdayHours: number
}

export interface ReadAddress {
  question: StressQuestion
  /** What was asked and cannot be answered, in a sentence. */
  problem: string | null
}

/** Anything that gives a parameter by its name: URLSearchParams, or what Next hands over. */
export interface AddressParameters {
  get(name: string): string | null
}

export function readStressAddress(parameters: AddressParameters, scopes: readonly AddressScope[]): ReadAddress {
  const problems: string[] = []
  const asked = readAskedScope(parameters)
  const found = scopes.find(({ key }) => key === asked) ?? scopes.find(({ key }) => key === ORGANIZATION_SCOPE)
  if (found?.key !== asked) problems.push(`There is no ${describeScope(asked)} here; this is the organisation.`)
  const number = (name: string, range: ControlRange, preset: number): number => {
    const text = parameters.get(name)
    if (text === null || text.trim() === '') return preset
    const value = Number(text)
    if (!Number.isFinite(value)) {
      problems.push(`${name}=${isolate(text)} is not a number; ${preset} is shown.`)
      return preset
    }
    const kept = snap(value, range)
    if (value < range.min || value > range.max) problems.push(`${name} goes from ${range.min} to ${range.max}; ${kept} is shown.`)
    return kept
  }
  const without = parameters.get('without')
  return {
    question: {
      scope: found?.key ?? ORGANIZATION_SCOPE,
      multiple: number('m', CONTROL_RANGES.multiple, DEFAULT_MULTIPLE),
      moreMaintainers: number('more', CONTROL_RANGES.moreMaintainers, 0),
      isWithoutTop: without === '1' || without === 'on',
      sloWeekdayHours: number('slo', CONTROL_RANGES.sloWeekdayHours, snap(found?.sloWeekdayHours ?? 24, CONTROL_RANGES.sloWeekdayHours)),
    },
    problem: problems.length > 0 ? problems.join(' ') : null,
  }
}

/** The nearest value that the control can have. */
export function snap(value: number, { min, max, step }: ControlRange): number {
  const steps = Math.round((Math.min(max, Math.max(min, value)) - min) / step)
  // Steps of a tenth leave 2.3000000000000003 behind.
  return Number((min + steps * step).toFixed(3))
}

/** "?surface=…&m=2&more=1&without=1&slo=8"; `keep` carries the range of the page along. */
export function toStressQuery(question: StressQuestion, keep: Record<string, string> = {}): string {
  const query = new URLSearchParams(keep)
  const [kind, name] = splitScope(question.scope)
  if (kind !== ORGANIZATION_SCOPE) query.set(kind, name)
  query.set('m', String(question.multiple))
  if (question.moreMaintainers > 0) query.set('more', String(question.moreMaintainers))
  if (question.isWithoutTop) query.set('without', '1')
  query.set('slo', String(question.sloWeekdayHours))
  return `?${query.toString()}`
}

/** The key of the scope that the address asks for; whether there is one is another question. */
export function readAskedScope(parameters: AddressParameters): string {
  const scope = parameters.get('scope')
  if (scope !== null && scope !== '') return scope
  const surface = parameters.get('surface')
  if (surface !== null) return `surface:${surface}`
  const team = parameters.get('team')
  return team === null || team === '' ? ORGANIZATION_SCOPE : `team:${team}`
}

/** The scope of a team. */
export function toTeamKey(slug: string): string {
  return `team:${slug}`
}

function splitScope(key: string): [kind: string, name: string] {
  const colon = key.indexOf(':')
  return colon < 0 ? [key, ''] : [key.slice(0, colon), key.slice(colon + 1)]
}

function describeScope(key: string): string {
  const [kind, name] = splitScope(key)
  return kind === 'team' || kind === 'surface' ? `${kind} “${isolate(name)}”` : `scope “${isolate(key)}”`
}
