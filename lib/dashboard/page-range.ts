import { toDateString } from '@/lib/dates'
import { loadBounds, type DashboardContext } from './context'
import { parseCursor } from './cursor'
import type { ListPosition } from '@/lib/db/list-range-pull-requests'
import { FIGURE_NAMES, type FigureName, type PageSearch, type Range } from './page-types'
import { parseParameters, parameterSchemas } from './parse-parameters'
import { RequestProblem } from './problem'
import { resolveRange, type ResolvedRange } from './resolve-range'

export interface PageQuestion {
  range: ResolvedRange
  figure: FigureName | null
  after: ListPosition | null
  /** What was asked and could not be given, in a sentence. */
  problem: string | null
}

/**
 * What a page was asked for. A person with a broken link gets the default range and is told why, where a program
 * gets an error: the same rules decide both.
 */
export async function parsePageQuestion(context: DashboardContext, scope: string, search: PageSearch): Promise<PageQuestion> {
  const figure = toFigureName(search.figure)
  try {
    const { cursor, ...asked } = parseParameters(parameterSchemas.pullRequests, pick(search))
    const position = cursor === undefined ? null : parseCursor(cursor, { scope, figure }, asked)
    const wanted = position?.range ?? asked
    const range = resolveRange(wanted, await loadBounds(context, wanted))
    return { range, figure, after: position?.after ?? null, problem: null }
  } catch (error) {
    if (!(error instanceof RequestProblem) || error.status !== 400) throw error
    return { range: resolveRange({}, await loadBounds(context, {})), figure, after: null, problem: toSentence(error.message) }
  }
}

export function toRange({ range, problem }: PageQuestion): Range {
  return {
    from: toDateString(range.from),
    to: toDateString(range.to),
    asOf: range.asOf.toISOString(),
    isDefault: range.isDefault,
    problem,
  }
}

/** An empty field of a form means "not asked". */
function pick({ from, to, asOf, cursor }: PageSearch): PageSearch {
  return Object.fromEntries(Object.entries({ from, to, asOf, cursor }).filter(([, value]) => value !== undefined && value !== ''))
}

function toFigureName(value: PageSearch[string]): FigureName | null {
  const names = Object.keys(FIGURE_NAMES) as FigureName[]
  return names.find((name) => name === value) ?? null
}

function toSentence(detail: string): string {
  return `The address asks for something that cannot be shown: ${detail}`
}
