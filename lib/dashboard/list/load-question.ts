import { toDateString } from '@/lib/dates'
import { isListAsked, parseListQuestion, toListParameters, type ListChoices, type ListQuestion } from '@/lib/pages/list/address'
import type { DashboardContext } from '@/lib/dashboard/context'
import { parseCursor, type CursorQuestion, type ListStart } from './cursor'
import { loadListChoices } from './load-choices'
import type { PageSearch } from '@/lib/pages/frame/page'
import type { Range } from '@/lib/pages/frame/prepare-range'
import { parseParameters, parameterSchemas } from '@/lib/dashboard/parse-parameters'
import { DefinitionsProblem, RequestProblem } from '@/lib/dashboard/problem'
import { loadRange, requireOwnDefinitions } from '@/lib/dashboard/readings/load-range'
import type { ResolvedRange } from '@/lib/dashboard/readings/resolve-range'

export interface PageQuestion {
  range: ResolvedRange
  list: ListQuestion
  /** Names that the list may be narrowed to. */
  choices: ListChoices
  /** null: from the beginning. */
  start: ListStart | null
  /** What was asked and could not be given, in a sentence. */
  problem: string | null
}

/**
 * What a page was asked for. A person with a broken link gets the default and is told why, where a program gets an
 * error: the same rules decide both. A wrong filter is left out, a wrong range is the default range.
 */
export async function loadPageQuestion(context: DashboardContext, scope: string, search: PageSearch): Promise<PageQuestion> {
  const choices = await loadListChoices(context)
  const { question: list, problem } = parseListQuestion(search, choices)
  try {
    const { cursor, ...asked } = parseParameters(parameterSchemas.pullRequests, pick(search))
    const found = cursor === undefined ? null : parseCursor(cursor, toCursorQuestion(scope, list), asked)
    const wanted = found?.range ?? asked
    const range = await loadRange(context, wanted)
    if (isListAsked(list)) requireOwnDefinitions(context)
    return { range, list, choices, start: found?.start ?? null, problem: problem && toSentence(problem) }
  } catch (error) {
    if (error instanceof DefinitionsProblem) {
      const { question: none } = parseListQuestion({}, choices)
      return { range: await loadRange(context, {}), list: none, choices, start: null, problem: error.message }
    }
    if (!(error instanceof RequestProblem) || error.status !== 400) throw error
    const range = await loadRange(context, {})
    return { range, list, choices, start: null, problem: toSentence(error.message) }
  }
}

export function toCursorQuestion(scope: string, list: ListQuestion): CursorQuestion {
  return { scope, address: new URLSearchParams(toListParameters(list)).toString() }
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

function toSentence(detail: string): string {
  return `The address asks for something that cannot be shown: ${detail}`
}
