import { InvalidArgumentError, type Command } from 'commander'
import { buildCommand } from './command-line'

/** What a benchmark was asked for. `--help` and a wrong option leave here, before it begins. */
export function readBench(name: string, description: string, declare: (command: Command) => Command): Command {
  return declare(buildCommand('bench', description).name(`npm run bench -- ${name}`)).parse(process.argv.slice(2), { from: 'user' })
}

export function toCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('It is no number from 1 on.')
  return count
}

/** "10000,1000000". */
export function toCounts(text: string): number[] {
  return text.split(',').map(toCount)
}
