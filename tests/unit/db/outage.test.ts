import pg from 'pg'
import { expect, test } from 'vitest'
import { describeOutage, findOutage, toOutage } from '@/lib/db/outage'

/** As the server sends it. */
function fromServer(code: string, message: string): Error {
  return Object.assign(new pg.DatabaseError(message, message.length, 'error'), { code, severity: 'ERROR' })
}

/** As the adapter and Prisma hand it on. */
function throughPrisma(code: string, message: string): Error {
  const cause = { originalCode: code, originalMessage: message, kind: 'postgres', code, message }
  const driverAdapterError = Object.assign(new Error('postgres'), { name: 'DriverAdapterError', cause })
  return Object.assign(new Error(`Invalid call: ${message}`), {
    name: 'PrismaClientKnownRequestError',
    code: 'P2010',
    meta: { driverAdapterError },
  })
}

const FULL = 'could not extend file "base/5/16403": No space left on device'

test.each([
  ['53100', FULL, 'full'],
  ['58030', 'could not write block 3: No space left on device', 'full'],
  ['53300', 'sorry, too many clients already', 'exhausted'],
  ['25006', 'cannot execute INSERT in a read-only transaction', 'read-only'],
  ['57P01', 'terminating connection due to administrator command', 'unreachable'],
  ['57P03', 'the database system is starting up', 'unreachable'],
  ['55P03', 'canceling statement due to lock timeout', 'locked'],
  ['57014', 'canceling statement due to statement timeout', 'slow'],
  ['57014', 'canceling statement due to user request', 'cancelled'],
  ['28P01', 'password authentication failed for user "me"', 'refused'],
])('%s "%s" is %s, from the driver and through Prisma', (code, message, kind) => {
  expect(toOutage(fromServer(code, message))).toEqual({ kind, reason: message })
  expect(findOutage(throughPrisma(code, message))).toEqual({ kind, reason: message })
})

test.each([
  ['23505', 'duplicate key value violates unique constraint "x"'],
  ['22P02', 'invalid input syntax for type json'],
  ['42703', 'column "x" does not exist'],
])('%s is a fault of ours, not of the database', (code, message) => {
  expect(findOutage(throughPrisma(code, message))).toBeNull()
})

test('a connection to somebody else that breaks is no outage of the database', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:443'), { code: 'ECONNREFUSED', syscall: 'connect' })
  expect(findOutage(new TypeError('fetch failed', { cause: refused }))).toBeNull()
  expect(toOutage(refused)?.kind).toBe('unreachable')
})

test('what is told names the mend that belongs to it', () => {
  const { message, mend } = describeOutage({ kind: 'exhausted', reason: 'sorry, too many clients already' })
  expect(message).toBe('The database has no free connection: sorry, too many clients already.')
  expect(mend).not.toContain('DATABASE_URL')
})
