import { z } from 'zod'
import { FILTER_NAMES, listFilterValues, type FilterName, type ListFilters } from './filters'
import { LIST_FIGURES, type ListFigure } from './figures'
import { SORT_KEYS, toSort, type PullRequestOrder } from './order'

/**
 * The whole state of a list is its address: ?figure=confidence&tier=T3&status=merged_without_confidence&sort=-hours.
 * Figures, filters and orders are declared in this room (figures.ts, filters.ts, order.ts); none of them is a person, and none may become one.
 */
export interface ListQuestion {
  figure: ListFigure | null
  /** With a figure: the pull requests it counts (also when nothing is said), or those of the range it does not. */
  counted: 'yes' | 'no' | null
  /** "" is what no named surface holds. */
  surface: string | null
  /** OWNER/NAME */
  repository: string | null
  filters: ListFilters
  /** null: the default of what is asked. */
  order: PullRequestOrder | null
}

/** What only the organisation knows: names that an address may give. */
export interface ListChoices {
  surfaces: readonly string[]
  repositories: readonly string[]
}

export const EMPTY_QUESTION: ListQuestion = { figure: null, counted: null, surface: null, repository: null, filters: {}, order: null }

/** Every parameter of a list's address, in the order of toListParameters. */
export const LIST_PARAMETERS = ['figure', 'counted', 'surface', 'repository', ...FILTER_NAMES, 'sort'] as const

/** A form's "any surface"; an empty value is the surface without a name. */
export const ANY_SURFACE = '*'

const once = { error: (issue: { input?: unknown }) => (Array.isArray(issue.input) ? 'is given more than once' : 'is not text') }
const text = z.string(once)

function oneOf<Value extends string>(values: readonly Value[]) {
  return text.pipe(z.enum(values, { error: values.length === 1 ? `can only be ${values[0]}` : `must be one of ${values.join(', ')}` }))
}

const figure = oneOf(LIST_FIGURES)
const counted = oneOf(['yes', 'no'])
const sort = text
  .pipe(
    z.enum(
      SORT_KEYS.flatMap((key) => [key, `-${key}` as const]),
      { error: `must be one of ${SORT_KEYS.join(', ')}, with - before it for the other way round` },
    ),
  )
  .transform((value): PullRequestOrder => {
    const isDescending = value.startsWith('-')
    const key = SORT_KEYS.find((known) => value === known || value === `-${known}`) ?? 'merged'
    return { key, isDescending }
  })

type Search = Record<string, string | string[] | undefined>

/** A wrong value is left out and told, in one sentence about the first of them; the others hold. */
export function parseListQuestion(search: Search, choices: ListChoices): { question: ListQuestion; problem: string | null } {
  const problems: string[] = []
  const read = <Value>(name: string, schema: z.ZodType<Value>, isEmptyAsked = false): Value | null => {
    const given = search[name]
    if (given === undefined || (given === '' && !isEmptyAsked)) return null
    const result = schema.safeParse(given)
    if (result.success) return result.data
    problems.push(`${name} ${result.error.issues[0]?.message ?? 'is not valid'}.`)
    return null
  }
  const named = (kind: string, known: readonly string[]) =>
    text.refine((value) => known.includes(value), { error: `names no ${kind} of this organisation` })
  const surface = read('surface', named('surface', [...choices.surfaces, ANY_SURFACE]), true)
  const question: ListQuestion = {
    figure: read('figure', figure),
    counted: read('counted', counted),
    surface: surface === ANY_SURFACE && !choices.surfaces.includes(ANY_SURFACE) ? null : surface,
    repository: read('repository', named('repository', choices.repositories)),
    filters: Object.fromEntries(FILTER_NAMES.flatMap((name) => toEntry(name, read(name, oneOf<string>(listFilterValues(name)))))),
    order: read('sort', sort),
  }
  return { question, problem: problems[0] ?? null }
}

function toEntry(name: FilterName, value: string | null): [FilterName, unknown][] {
  return value === null ? [] : [[name, value]]
}

/** The parameters that parse to the question again, in one order: what two addresses of one list have in common. */
export function toListParameters({ figure, counted, surface, repository, filters, order }: ListQuestion): Record<string, string> {
  const parameters: [string, string | null | undefined][] = [
    ['figure', figure],
    ['counted', counted],
    ['surface', surface],
    ['repository', repository],
    ...FILTER_NAMES.map((name): [string, string | undefined] => [name, filters[name]]),
    ['sort', order && toSort(order)],
  ]
  return Object.fromEntries(parameters.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

/** What a list is ordered by where the address does not say: what waits longest first, else the newest merge first. */
export function toOrder({ order, filters }: ListQuestion): PullRequestOrder {
  return order ?? { key: filters.waiting ? 'wait' : 'merged', isDescending: true }
}

/** Whether anything of a list is asked for. */
export function isListAsked(question: ListQuestion): boolean {
  return Object.keys(toListParameters(question)).length > 0
}
