/**
 * A mistake of the user's or of the surroundings that one line can explain.
 * Edges of the program print `message` and `mend` and no stack trace; everything else that is thrown is our own fault.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  /** What to do about it, one imperative sentence. */
  readonly mend: string

  constructor(message: string, mend: string, options?: { cause?: unknown }) {
    super(message, options)
    this.mend = mend
  }
}

/** The one line a person reads. */
export function toLine(error: unknown): string {
  if (error instanceof UserError) return `${error.message} ${error.mend}`
  return error instanceof Error ? error.message : String(error)
}
