import { z } from 'zod'
import type { ListPosition } from '@/lib/pages/list/order'
import type { AskedRange, ResolvedRange } from '@/lib/dashboard/readings/resolve-range'
import { badParameter } from '@/lib/dashboard/problem'

/**
 * A cursor carries the question besides the position: pages that are read while a sync completes all answer
 * as of the same instant, and a cursor of another list is refused instead of giving a wrong page.
 */
export interface CursorQuestion {
  /** "organization" or the team's slug. */
  scope: string
  /** Figure, filters and order as the address has them; "" for the API's list, which has none. */
  address: string
}

/** Where a page of a list begins: after the position, or (the page before) in front of it. */
export interface ListStart {
  position: ListPosition
  isBackwards: boolean
}

const VERSION = 2

// Only what Postgres can compare: a made-up cursor is a mistake of the request, never an error of ours.
const LATEST = Date.UTC(9999, 11, 31)
const instant = z.int().min(0).max(LATEST)

const wire = z.tuple([
  z.literal(VERSION),
  z.string(),
  z.string(),
  instant,
  instant,
  instant,
  z.number().min(0).max(LATEST).nullable(),
  z.int32(),
  z.string().regex(/^[^\0]*$/),
  z.boolean(),
])

export function toCursor(question: CursorQuestion, range: ResolvedRange, position: ListPosition, isBackwards = false): string {
  const parts: z.infer<typeof wire> = [
    VERSION,
    question.scope,
    question.address,
    range.from.getTime(),
    range.to.getTime(),
    range.asOf.getTime(),
    position.value,
    position.number,
    position.pullRequestId,
    isBackwards,
  ]
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** Where to begin and the range it belongs to. Throws a RequestProblem. */
export function parseCursor(
  cursor: string,
  question: CursorQuestion,
  asked: AskedRange,
): { start: ListStart; range: Required<AskedRange> } {
  const result = wire.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()))
  if (!result.success) throw badParameter('cursor', 'is not one that this list gave.')
  const [, scope, address, from, to, asOf, value, number, pullRequestId, isBackwards] = result.data
  const isSame = (given: Date | undefined, then: number) => given === undefined || given.getTime() === then
  if (
    scope !== question.scope ||
    address !== question.address ||
    !isSame(asked.from, from) ||
    !isSame(asked.to, to) ||
    !isSame(asked.asOf, asOf)
  ) {
    throw badParameter('cursor', 'belongs to another list; start again without it.')
  }
  return {
    start: { position: { value, number, pullRequestId }, isBackwards },
    range: { from: new Date(from), to: new Date(to), asOf: new Date(asOf) },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
