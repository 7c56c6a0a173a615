import { readdirSync } from 'node:fs'
import { toDetail, toLine, UserError } from '@/lib/errors'
import { UsageError } from './command-line'

// Each benchmark is a file of its own, bench-NAME.ts, which runs when it is imported and reads the arguments after NAME.
const names = readdirSync('lib/commands').flatMap((file) => /^bench-(.+)\.ts$/.exec(file)?.[1] ?? [])
const [name] = process.argv.slice(2)

if (name === '--help' || name === undefined) {
  console.log(
    `Usage: npm run bench -- NAME [options]\n\nRuns a benchmark; prints a table and one JSON line.\n\nBenchmarks: ${names.join(', ')}`,
  )
  if (name === undefined) process.exitCode = 2
} else if (!names.includes(name)) {
  process.stderr.write(`There is no benchmark "${name}". Choose one of: ${names.join(', ')}.\n`)
  process.exitCode = 2
} else {
  process.argv.splice(2, 1)
  try {
    await import(`./bench-${name}.ts`)
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`)
    process.exitCode = error instanceof UsageError || isWrongOption(error) ? 2 : 1
  }
}

/** What parseArgs throws for an option that a benchmark does not have. */
function isWrongOption(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}

function describe(error: unknown): string {
  if (error instanceof UserError) return toLine(error)
  if (isWrongOption(error)) return `${error.message.split('\n')[0]} See npm run bench -- --help`
  return toDetail(error)
}
