import { z } from 'zod'
import type { ListPosition } from '@/lib/db/list-range-pull-requests'
import type { AskedRange, ResolvedRange } from './resolve-range'
import { badParameter } from './problem'

/**
 * A cursor carries the question besides the position: pages that are read while a sync completes all answer
 * as of the same instant, and a cursor of another list is refused instead of giving a wrong page.
 */
export interface ListQuestion {
  /** "organization" or the team's slug. */
  scope: string
  /** The figure that filters the list, or null. */
  figure: string | null
}

const VERSION = 1

// Only what Postgres can compare: a made-up cursor is a mistake of the request, never an error of ours.
const instant = z.int().min(0).max(Date.UTC(9999, 11, 31))

const wire = z.tuple([
  z.literal(VERSION),
  z.string(),
  z.string().nullable(),
  instant,
  instant,
  instant,
  instant.nullable(),
  z.int32(),
  z.string().regex(/^[^\0]*$/),
])

export function toCursor(question: ListQuestion, range: ResolvedRange, last: ListPosition): string {
  const parts: z.infer<typeof wire> = [
    VERSION,
    question.scope,
    question.figure,
    range.from.getTime(),
    range.to.getTime(),
    range.asOf.getTime(),
    last.mergedAt?.getTime() ?? null,
    last.number,
    last.pullRequestId,
  ]
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** The position and the range it belongs to. Throws a RequestProblem. */
export function parseCursor(
  cursor: string,
  question: ListQuestion,
  asked: AskedRange,
): { after: ListPosition; range: Required<AskedRange> } {
  const result = wire.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()))
  if (!result.success) throw badParameter('cursor', 'is not one that this list gave.')
  const [, scope, figure, from, to, asOf, mergedAt, number, pullRequestId] = result.data
  const isSame = (given: Date | undefined, then: number) => given === undefined || given.getTime() === then
  if (
    scope !== question.scope ||
    figure !== question.figure ||
    !isSame(asked.from, from) ||
    !isSame(asked.to, to) ||
    !isSame(asked.asOf, asOf)
  ) {
    throw badParameter('cursor', 'belongs to another list; start again without it.')
  }
  return {
    after: { mergedAt: mergedAt === null ? null : new Date(mergedAt), number, pullRequestId },
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
