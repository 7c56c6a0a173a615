import { Command, CommanderError } from 'commander'
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
 * is one line on standard error; a fault of ours keeps its stack, because somebody has to mend it.
 */
export async function runCommand(command: Command, args: string[] = process.argv.slice(2)): Promise<void> {
  try {
    await command.parseAsync(args, { from: 'user' })
  } catch (error) {
    process.exitCode = toExitCode(error)
    if (process.exitCode !== 0) process.stderr.write(`${describe(command, error)}\n`)
  }
}

function toExitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  return error instanceof UsageError ? 2 : 1
}

function describe(command: Command, error: unknown): string {
  if (error instanceof CommanderError) {
    return `${error.message
      .replace(/^error: /, '')
      .replace(/\s*\n\s*/g, ' ')
      .replace(/\.$/, '')}. See ${command.name()} --help`
  }
  if (error instanceof UserError) return toLine(error)
  return toDetail(error)
}

/**
 * A signal that aborts when the person or the system wants an end: Ctrl-C, a request to stop, or run.mjs gone
 * (killed without a chance to tell us). Ctrl-C in a terminal arrives twice, from the terminal and from run.mjs: both are one.
 */
export function listenForStop(): AbortSignal {
  const controller = new AbortController()
  const stop = () => controller.abort(new UserError('Stopped.', 'Start the same command again to go on.'))
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop)
  if (process.channel) {
    process.on('disconnect', stop)
    // The channel to run.mjs only watches; it must not keep a finished command alive.
    process.channel.unref()
  }
  return controller.signal
}

export function waitForAbort(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
