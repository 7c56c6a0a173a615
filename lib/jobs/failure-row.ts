import { UserError } from '@/lib/errors'

/** So many single nodes in a row are no poison: it is GitHub. */
const HANDFUL = 5

/**
 * Tells poison from an outage. One node that fails alone is set aside and the rest goes on; where a handful fails in a
 * row, and one that was read before (or any other) fails too, nothing would be read for hours: the run stops and says so.
 */
export class FailureRow {
  private since: Date | null = null
  private count = 0
  private lastGood: string | null = null

  /** `what` stands in the reason: "pull requests". */
  constructor(private readonly what: string) {}

  succeed(id: string) {
    this.since = null
    this.count = 0
    this.lastGood = id
  }

  /** Whether others failed before this one, and nothing was read in between. */
  get isRow(): boolean {
    return this.count > 1
  }

  /**
   * `canRead` asks for a node once. `other` is one that has not failed, for where nothing was read yet.
   * @throws UserError where GitHub does not answer that either.
   */
  async fail(
    reason: { text: string; status: number | null },
    other: string | null,
    canRead: (id: string) => Promise<boolean>,
  ): Promise<void> {
    this.since ??= new Date()
    this.count += 1
    if (this.count < HANDFUL) return
    const probe = this.lastGood ?? other
    if (probe !== null && (await canRead(probe))) {
      this.succeed(probe)
      return
    }
    const at = this.since.toISOString().slice(11, 16)
    throw new UserError(
      reason.status === null
        ? `GitHub has answered no request for ${this.what} since ${at} UTC (${reason.text}).`
        : `GitHub answers ${reason.status} to everything since ${at} UTC (asked for ${this.what}).`,
      'Start again later; the ingest goes on where it stopped.',
    )
  }
}
