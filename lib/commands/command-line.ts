import { Command, CommanderError } from 'commander'
import { explainOutage, findOutage } from '@/lib/db/outage'
import { toDetail, toLine, UserError } from '@/lib/errors'

/** A command called wrongly: exit code 2 instead of 1. */
export class UsageError extends UserError {}

/** A commander program as every command wants it: wrong usage is one line that points to --help. */
export function buildCommand(name: string, description: string): Command {
  return new Command(`npm run ${name} --`)
    .description(description)
    .helpOption('--help', 'show this')
    .showHelpAfterError(false)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
}

/**
 * Parses the arguments, runs the action and sets the exit code: 0 done, 1 failed, 2 wrong usage. A mistake of the user's
 * or of the surroundings is one line on standard error; a fault of ours keeps its stack, because somebody has to mend it.
 */
export async function runCommand(command: Command, args: string[] = process.argv.slice(2)): Promise<void> {
  const stop = listenForStop()
  try {
    await command.parseAsync(args, { from: 'user' })
  } catch (error) {
    endWith(command.name(), error)
  }
  // What was stopped and did not end by itself must not keep the process alive.
  if (stop.aborted) process.exit()
}

/** Sets the exit code, and says why; `name` is how the command is called. */
export function endWith(name: string, error: unknown): void {
  process.exitCode = toExitCode(error)
  if (process.exitCode !== 0) process.stderr.write(`${describe(name, error)}\n`)
}

function toExitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  return error instanceof UsageError ? 2 : 1
}

function describe(name: string, error: unknown): string {
  if (error instanceof CommanderError) {
    const lines = error.message.replace(/^error: /, '').split(/\n\s*/)
    return `${lines
      .map((line) => line.trimEnd())
      .join(' ')
      .replace(/\.$/, '')}. See ${name} --help`
  }
  const explained = explainOutage(error, findOutage(error))
  if (explained instanceof UserError) return toLine(explained)
  return toDetail(error)
}

/** Why a command is to end. */
class Stop extends UserError {
  /** Nobody is there any more who could wait: the terminal was closed, npm killed, or who read our output has gone. */
  readonly isAbandoned: boolean

  constructor(isAbandoned: boolean) {
    super('Stopped.', 'Start the same command again to go on.')
    this.isAbandoned = isAbandoned
  }
}

const stopping = new AbortController()
let isListening = false

/** How long what was abandoned may take to end in order, and how long in all. */
const ORDER_MILLISECONDS = 3_000
const END_MILLISECONDS = 4_500

/**
 * A signal that aborts when the person or the system wants an end: Ctrl-C, a request to stop, a closed terminal, whoever
 * read our output gone, or run.mjs gone (its channel closes even when it is killed with -9).
 */
export function listenForStop(): AbortSignal {
  if (isListening) return stopping.signal
  isListening = true
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stopping.abort(new Stop(false)))
  process.on('SIGHUP', abandon)
  // Without a listener the first line that nobody reads would end us with a stack trace, and leave the database running.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', abandon)
  if (process.channel) {
    process.on('disconnect', abandon)
    // The channel to run.mjs only watches; it must not keep a finished command alive.
    process.channel.unref()
  }
  return stopping.signal
}

function abandon(): void {
  stopping.abort(new Stop(true))
  setTimeout(() => process.exit(1), END_MILLISECONDS).unref()
}

/**
 * Waits for work, and after a stop only so long as that may take: whoever holds something (the embedded database) gives it
 * back then. `endsItself`: the work listens for the stop as well and ends in order.
 * @throws the stop, where the work did not end before
 */
export async function untilStopped<T>(work: Promise<T>, { endsItself }: { endsItself: boolean }): Promise<T> {
  const { signal } = stopping
  let timer: NodeJS.Timeout | undefined
  const tooLate = waitForAbort(signal).then(async () => {
    const reason: unknown = signal.reason
    const isAbandoned = reason instanceof Stop && reason.isAbandoned
    if (endsItself && !isAbandoned) return work
    if (endsItself) await new Promise((resolve) => (timer = setTimeout(resolve, ORDER_MILLISECONDS)))
    throw reason
  })
  // Only one of the two is waited for in the end.
  for (const one of [work, tooLate]) one.catch(() => undefined)
  try {
    return await Promise.race([work, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

export function waitForAbort(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
