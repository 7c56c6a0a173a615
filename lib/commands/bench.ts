import { readdirSync } from 'node:fs'
import { endWith } from './command-line'

// Each benchmark is a file of its own, bench-NAME.ts, which runs when it is imported and reads the arguments after NAME.
const names = readdirSync('lib/commands').flatMap((file) => /^bench-(.+)\.ts$/.exec(file)?.[1] ?? [])
const [name] = process.argv.slice(2)

if (name === '--help' || name === undefined) {
  console.log(
    `Usage: npm run bench -- NAME [options]\n\nRuns a benchmark; prints a table and one JSON line. Each has --help.\n\nBenchmarks: ${names.join(', ')}`,
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
    endWith(`npm run bench -- ${name}`, error)
  }
}
