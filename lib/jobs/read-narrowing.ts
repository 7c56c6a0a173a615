import type { GitHubClient } from '@/lib/github/client'
import { HeavyQueryError } from '@/lib/github/errors'
import { fetchSignOfLife } from '@/lib/github/fetch-sign-of-life'

/** Tries of a single node before it is called poison. */
const TRIES_ALONE = 3
/** Good batches in a row before a narrowed width grows again, by a quarter. */
const GROW_AFTER = 4

export interface Attempt<Answer> {
  /** Null: too heavy, nothing was read. */
  answer: Answer | null
  reason: string
  /** The HTTP status, where that is the reason. */
  status: number | null
}

export async function attempt<Answer>(call: () => Promise<Answer>): Promise<Attempt<Answer>> {
  try {
    return { answer: await call(), reason: '', status: null }
  } catch (error) {
    if (!(error instanceof HeavyQueryError)) throw error
    return { answer: null, reason: error.message, status: error.status }
  }
}

/**
 * Width of the next batch: halved on trouble down to one, and growing slowly afterwards. Trouble that a single poison node
 * made says nothing about the width, so `forgive` brings it back at once.
 */
export class BatchWidth {
  private good = 0
  private beforeTrouble: number | null = null
  private current: number

  constructor(
    start: number,
    private readonly maximum: number,
  ) {
    this.current = Math.max(1, Math.min(start, maximum))
  }

  get value(): number {
    return this.current
  }

  succeed() {
    this.good += 1
    if (this.good < GROW_AFTER) return
    this.good = 0
    this.beforeTrouble = null
    this.current = Math.min(this.maximum, Math.ceil(this.current * 1.25))
  }

  halve(tried: number) {
    this.good = 0
    this.beforeTrouble ??= this.current
    this.current = Math.max(1, Math.floor(tried / 2))
  }

  forgive() {
    this.current = this.beforeTrouble ?? this.current
    this.beforeTrouble = null
    this.good = 0
  }
}

/**
 * A node that fails alone: tried again, with a check between that GitHub itself is well. True: it is poison.
 * @throws UserError where GitHub answers nothing at all.
 */
export async function isPoison(client: GitHubClient, reason: string, tryAgain: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 1; tries < TRIES_ALONE; tries += 1) {
    await client.pause(reason, tries)
    await fetchSignOfLife(client)
    if (await tryAgain()) return false
  }
  return true
}
