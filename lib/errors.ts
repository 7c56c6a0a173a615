import { hideSecrets } from './secrets'

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

/** The one line a person reads. Of what a library threw it keeps the kind alone: its words are for the log (`toDetail`). */
export function toLine(error: unknown): string {
  return hideSecrets(toWords(error))
}

/** Everything there is to say about an error, for the log. */
export function toDetail(error: unknown): string {
  return hideSecrets(error instanceof Error ? (error.stack ?? error.message) : String(error))
}

function toWords(error: unknown): string {
  if (error instanceof UserError) return `${error.message} ${error.mend}`
  if (!(error instanceof Error)) return String(error)
  if (error.name.startsWith('PrismaClient')) {
    return `The database refused it (${'code' in error && typeof error.code === 'string' ? error.code : error.name}).`
  }
  if (error.name === 'ZodError' || error.name === '$ZodError') return 'It has another form than was promised.'
  return error.message.split('\n')[0] ?? ''
}
