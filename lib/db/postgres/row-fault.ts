import { z } from 'zod'
import { Prisma } from '../generated/client'

/**
 * Classes of SQLSTATE that blame what was to be stored: two rows that are one (21), a value that its column does not take
 * (22), a key that another row holds (23), more than a row or an index takes (54). All others blame the database, the
 * machine or the program, and no smaller batch would help.
 */
const OF_ROWS = /^(?:21|22|23|54)/

/** Why a row was refused, in words for people; null: the fault is not the row's, and the same call may work later. */
export function toRowFault(error: unknown): string | null {
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const state = toSqlState(error)
    return state !== null && OF_ROWS.test(state) ? `the database refuses a value of it (${state})` : null
  }
  // What our own code throws over one odd row; a system's errors carry a code, a person's mistake is a UserError.
  const isOwn = error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError || isPlain(error)
  return isOwn && !hasCode(error) ? `${error.name}: ${error.message.split('\n')[0] ?? ''}` : null
}

function isPlain(error: unknown): error is Error {
  return error instanceof Error && error.name === 'Error'
}

function hasCode(error: Error): boolean {
  return 'code' in error
}

/** The five letters that Postgres gives with an error. */
function toSqlState({ meta }: Prisma.PrismaClientKnownRequestError): string | null {
  return DRIVER_ERROR.safeParse(meta).data?.driverAdapterError.cause.originalCode ?? null
}

const DRIVER_ERROR = z.object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }) })
