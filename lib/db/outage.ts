import pg from 'pg'
import { UserError } from '@/lib/errors'

/**
 * Why the database could not do what it was asked, where that is no fault of the question:
 * - unreachable: nobody answers, or the connection broke
 * - refused: the server answers and does not let us in (password, rights, no such database)
 * - exhausted: the server has no free connection left
 * - busy: all connections of our own pool were taken for too long
 * - locked, slow: another session's lock, or the question itself, took longer than this session waits
 * - cancelled: whoever administers the server ended it
 * - full: its disk
 * - read-only: a standby, or set so
 */
export type OutageKind = 'unreachable' | 'refused' | 'exhausted' | 'busy' | 'locked' | 'slow' | 'cancelled' | 'full' | 'read-only'

/** Who asked may come back after this. */
export const OUTAGE_SECONDS = 10

export interface Outage {
  kind: OutageKind
  /** What the driver or the server said, one line. */
  reason: string
}

/** SQLSTATE, Node's names of what breaks a connection, and Prisma's. */
const CODES: [OutageKind, RegExp][] = [
  ['full', /^(53100|ENOSPC)$/],
  ['exhausted', /^53300$/],
  ['read-only', /^25006$/],
  ['locked', /^55P03$/],
  ['refused', /^(28000|28P01|3D000|42501)$/],
  [
    'unreachable',
    /^(08...|57P0[1-5]|ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE|ENOENT|EACCES|P1001|P1002|P1017)$/,
  ],
  ['busy', /^P2024$/],
]

const FULL = /No space left on device|Disk quota exceeded/i

/** Where there is no code, or one of several meanings. */
const WORDS: [OutageKind, RegExp][] = [
  ['full', FULL],
  ['slow', /canceling statement due to statement timeout|Query read timeout/i],
  ['locked', /canceling statement due to lock timeout/i],
  ['cancelled', /canceling statement due to user request/i],
  ['busy', /timeout exceeded when trying to connect|Unable to start a transaction in the given time/i],
  [
    'unreachable',
    /Connection terminated|Server has closed the connection|Client has encountered a connection error|Can't reach database|ECONNREFUSED|ECONNRESET|the database system is |is not currently accepting connections/i,
  ],
]

/** What the adapter makes of the errors of a socket, as codes. */
const ADAPTER_KINDS: Record<string, string> = {
  DatabaseNotReachable: 'ECONNREFUSED',
  ConnectionClosed: 'ECONNRESET',
  SocketTimeout: 'ETIMEDOUT',
  TooManyConnections: '53300',
}

/** null: the database is not to blame, or it was not asked: GitHub's connections break as well. */
export function findOutage(error: unknown): Outage | null {
  const isOfDatabase = [...listCauses(error)].some(({ name, message }) => OF_DATABASE.test(name) || OF_POOL.test(message))
  return isOfDatabase ? toOutage(error) : null
}

const OF_DATABASE = /^(PrismaClient|DriverAdapterError$)/
const OF_POOL = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** The same of an error that came from the database for sure, as those of the bare driver do. */
export function toOutage(error: unknown): Outage | null {
  for (const { code, message } of listCauses(error)) {
    const found = CODES.find(([, codes]) => codes.test(code)) ?? WORDS.find(([, words]) => words.test(message))
    // A disk that is full fails in several ways: reading and writing fail as well.
    if (found) return { kind: FULL.test(message) ? 'full' : found[0], reason: toOneLine(message || code) }
  }
  return null
}

interface Said {
  name: string
  /** '': none. */
  code: string
  message: string
}

/** The error and what it wraps, from the innermost out. */
function* listCauses(error: unknown, depth = 0): Generator<Said> {
  if (!(error instanceof Object) || depth > 6) return
  const { cause, meta, errors, driverAdapterError, code, originalCode, message, originalMessage, kind, name } = error as Record<
    string,
    unknown
  >
  for (const inner of [cause, meta, driverAdapterError, ...(Array.isArray(errors) ? errors : [])]) yield* listCauses(inner, depth + 1)
  const isFromServer = error instanceof pg.DatabaseError
  yield {
    name: isFromServer ? 'DriverAdapterError' : typeof name === 'string' ? name : '',
    code: [originalCode, code].find((one) => typeof one === 'string') ?? ADAPTER_KINDS[String(kind)] ?? '',
    message: [originalMessage, message].find((one) => typeof one === 'string') ?? '',
  }
}

function toOneLine(text: string): string {
  return text.trim().split('\n').at(-1)?.replace(/\.$/, '') ?? ''
}

const MENDS: Record<OutageKind, string> = {
  unreachable: 'Check that it runs and that DATABASE_URL is right.',
  refused: 'Check user, password, rights and name of the database in DATABASE_URL.',
  exhausted: 'Wait until other programs leave it some, or raise max_connections there.',
  busy: 'Try again in a moment.',
  locked: 'Wait until whoever holds the lock has finished.',
  slow: 'Try again in a moment; if it stays so, look what else the database does.',
  cancelled: 'Start the same command again to go on.',
  full: 'Free some space there; the next run goes on where this one stopped.',
  'read-only': 'Give DATABASE_URL the address of the one that may be written to.',
}

const SAID: Record<OutageKind, string> = {
  unreachable: 'does not answer',
  refused: 'does not let us in',
  exhausted: 'has no free connection',
  busy: 'is busy',
  locked: 'waited too long for a lock of another session',
  slow: 'took too long to answer',
  cancelled: 'was told to stop our work',
  full: 'has no space left on its disk',
  'read-only': 'is read-only',
}

/** What happened and what to do about it. */
export function describeOutage({ kind, reason }: Outage, database = 'The database'): { message: string; mend: string } {
  return { message: `${database} ${SAID[kind]}: ${reason}.`, mend: MENDS[kind] }
}

/** The same as an error of one line; anything else comes back as it is. */
export function explainOutage(error: unknown, outage: Outage | null, database?: string): unknown {
  if (error instanceof UserError || !outage) return error
  const { message, mend } = describeOutage(outage, database)
  return new UserError(message, mend, { cause: error })
}
