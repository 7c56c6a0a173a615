/** One page of a connection, as far as the walk over it goes. */
export interface ListPage {
  /** What GitHub says there are in all. */
  total: number
  /** What tells its nodes apart, each once. */
  keys: string[]
  /** Where this page ends. */
  cursor: string | null
  hasNext: boolean
}

interface WalkStart {
  /** Keys that earlier pages held. */
  keys?: Iterable<string>
  /** How many earlier pages held, where their keys are not all known. */
  seen?: number
  cursor?: string | null
}

const PAGE_SIZE = 100

/** Why a list that was read to its end is not all there is; null: it is. */
export function toGap(what: string, { seen, total }: { seen: number; total: number }, isEndless: boolean): string | null {
  if (isEndless) return `GitHub's list of ${what} does not end (${seen} of ${total} were read)`
  return seen < total ? `GitHub counts ${total} ${what} and lists ${seen}` : null
}

/**
 * The walk over one list of GitHub's, page by page, and whether it brought everything. GitHub leaves nodes out, repeats
 * them, says too early that there is no next page, or never says it, all without an error: so distinct nodes are held
 * against the list's own total, a cursor must move, and there are no more pages than the total allows.
 */
export class Walk {
  readonly keys: Set<string>
  total = 0
  /** Where the next page begins; null at the beginning, and at the end. */
  next: string | null
  isOver = false
  /** It is over because its cursor does not move, or there are more pages than the total allows. */
  isEndless = false
  private readonly cursors: Set<string>
  private readonly unnamed: number
  private pages = 0

  /** `what` stands in the reason: "pull requests". */
  constructor(
    private readonly what: string,
    { keys = [], seen = 0, cursor = null }: WalkStart = {},
  ) {
    this.keys = new Set(keys)
    this.unnamed = Math.max(0, seen - this.keys.size)
    this.next = cursor
    this.cursors = new Set(cursor === null ? [] : [cursor])
  }

  /** Distinct nodes so far. */
  get seen(): number {
    return this.keys.size + this.unnamed
  }

  /** Takes the next page in; answers the keys that no earlier page held. */
  take(page: ListPage): Set<string> {
    const fresh = new Set(page.keys.filter((key) => !this.keys.has(key)))
    for (const key of fresh) this.keys.add(key)
    this.pages += 1
    this.total = page.total
    this.next = null
    if (!page.hasNext) this.isOver = true
    else if (page.cursor === null || this.cursors.has(page.cursor) || this.pages >= this.allowedPages()) {
      this.isOver = true
      this.isEndless = true
    } else {
      this.cursors.add(page.cursor)
      this.next = page.cursor
    }
    return fresh
  }

  /** Why the walk, once over, did not bring everything; null: it did. */
  get gap(): string | null {
    return toGap(this.what, this, this.isEndless)
  }

  /** Pages may be shorter than asked, and a list may grow while it is walked, but not to twice its size. */
  private allowedPages(): number {
    return 2 * Math.ceil(this.total / PAGE_SIZE) + 2
  }
}
