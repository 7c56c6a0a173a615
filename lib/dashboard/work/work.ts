import { AsyncLocalStorage } from 'node:async_hooks'
import { setMaxListeners } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import pLimit from 'p-limit'
import { withStatementSignal } from '@/lib/db/statement-signal'
import { RequestProblem } from '../problem'

/**
 * Answers of another range or instant than the stored ones are computed: they take seconds, a processor and much memory.
 * So few of them are made at once, and none that nobody waits for.
 */
const COMPUTATIONS = 2
/** In line for a place, and how long; who comes then, or waits longer, is told to come back. */
const WAITING = 8
const WAITING_MILLISECONDS = 20_000
/** So long may one answer keep the processor to itself. */
const TURN_MILLISECONDS = 20
const COME_BACK = { headers: { 'Retry-After': '10' } }

// Next bundles pages and routes apart, each with its own module variables: they share what hangs on globalThis.
const held = globalThis as typeof globalThis & {
  plumblineWork?: AsyncLocalStorage<Work>
  plumblineComputations?: ReturnType<typeof pLimit>
}
const current = (held.plumblineWork ??= new AsyncLocalStorage<Work>())
const computations = (held.plumblineComputations ??= pLimit(COMPUTATIONS))

/**
 * A piece of a computation, of the request that is being answered: it waits for one of the few places, and ends where nobody
 * waits for it. Throws a RequestProblem where it gets no place. Outside a request it is just made.
 */
export async function compute<Result>(piece: () => Result | Promise<Result>): Promise<Result> {
  const work = current.getStore()
  if (!work) return piece()
  try {
    return await work.compute(piece)
  } catch (error) {
    // The work may be of another bundle, whose errors are instances of its own classes.
    if (work.signal.aborted) throw new Abandoned()
    if (work.refusal) throw new NotComputed(work.refusal.status, work.refusal.title, work.refusal.message, work.refusal)
    throw error
  }
}

/** null outside a request. */
export function getWork(): Work | null {
  return current.getStore() ?? null
}

/** Next logs every error of a page with its stack, except those of its own; by this one it knows that of notFound(). */
const QUIET = 'NEXT_HTTP_ERROR_FALLBACK;404'

class NotComputed extends RequestProblem {
  readonly digest = QUIET
}

/** Nobody waits for the answer any more, so nobody is told. */
export class Abandoned extends Error {
  readonly digest = QUIET

  constructor() {
    super('Everybody who waited for this answer has left.')
  }
}

/**
 * The making of one answer, for one reader or for all who asked for the same. What is cheap is made to its end, whoever
 * leaves; from its first computation on it ends, in the database too, when the last reader has left.
 */
export class Work {
  /** Why it may not compute; null: it did not ask, or may. */
  refusal: RequestProblem | null = null
  private readonly controller = new AbortController()
  private readers = 0
  private isComputing = false
  private release: (() => void) | null = null
  /** Pieces that are asked for at once wait for the same place. */
  private taking: Promise<void> | null = null
  private hasBegun = false
  private turnAt = 0

  constructor(private readonly isCrossSite: boolean) {
    // Each piece and statement listens for the end; Node takes more than ten for a leak.
    setMaxListeners(0, this.signal)
  }

  /** Aborted once it computes for nobody. */
  get signal(): AbortSignal {
    return this.controller.signal
  }

  run<Result>(make: () => Result): Result {
    return current.run(this, make)
  }

  /** `left` is aborted when the reader has gone. */
  join(left: AbortSignal): void {
    this.readers += 1
    const leave = () => {
      this.readers -= 1
      if (this.isComputing) this.abortForNobody()
    }
    if (left.aborted) leave()
    else left.addEventListener('abort', leave, { once: true })
  }

  /** Between two pieces others have a turn. */
  async compute<Result>(piece: () => Result | Promise<Result>): Promise<Result> {
    await this.begin()
    try {
      // Prisma's promises begin when they are waited for: that, too, is within.
      return await withStatementSignal(this.signal, async () => await piece())
    } catch (error) {
      // Postgres and Prisma have their own words for a statement that was ended.
      this.signal.throwIfAborted()
      throw error
    }
  }

  /** Gives the place to the next while the reader takes what has been made so far. */
  rest(): void {
    this.release?.()
    this.release = null
  }

  /** The answer was given, or nobody waits any longer for what is left of it. */
  end(): void {
    this.controller.abort(new Abandoned())
    this.rest()
  }

  private async begin(): Promise<void> {
    // A page of another site can send requests that it cannot read: it gets nothing that takes long.
    if (this.isCrossSite) throw this.refuse(foreign())
    this.isComputing = true
    this.abortForNobody()
    if (!this.release) await (this.taking ??= this.takePlace())
    if (performance.now() - this.turnAt > TURN_MILLISECONDS) {
      await nextTurn()
      this.turnAt = performance.now()
    }
    this.signal.throwIfAborted()
  }

  private abortForNobody(): void {
    if (this.readers <= 0) this.controller.abort(new Abandoned())
  }

  private refuse(problem: NotComputed): NotComputed {
    this.refusal = problem
    return problem
  }

  /** Once it has begun, half an answer may have been sent, which cannot be refused any more. */
  private async takePlace(): Promise<void> {
    try {
      if (this.refusal) throw this.refusal
      if (!this.hasBegun && computations.pendingCount >= WAITING) throw this.refuse(busy())
      this.release = await new Promise<() => void>((resolve, reject) => {
        const waiting = this.hasBegun ? this.signal : AbortSignal.any([this.signal, AbortSignal.timeout(WAITING_MILLISECONDS)])
        const giveUp = () => reject(this.signal.aborted ? new Abandoned() : this.refuse(busy()))
        if (waiting.aborted) return giveUp()
        waiting.addEventListener('abort', giveUp, { once: true })
        void computations(() => {
          waiting.removeEventListener('abort', giveUp)
          return waiting.aborted ? undefined : new Promise<void>((release) => resolve(release))
        })
      })
      this.hasBegun = true
    } finally {
      this.taking = null
    }
  }
}

function busy(): NotComputed {
  return new NotComputed(
    503,
    'Too much is being computed at once.',
    'Figures of another range or instant are computed, a few at a time. Try again in a moment.',
    COME_BACK,
  )
}

function foreign(): NotComputed {
  return new NotComputed(
    403,
    'This was asked for by another site.',
    'Figures of another range or instant are computed for pages of this Plumbline only.',
  )
}
