import { buildCommand, runCommand } from './command-line'
import type { IngestOptions } from './run-ingest'

const collect = (name: string, names: string[] = []) => [...names, name]

const command = buildCommand(
  'ingest',
  'Reads an organisation from GitHub, or what changed in it. Stopped and started again, it goes on where it was.',
)
  .option('--org <login>', 'the organisation, as in github.com/LOGIN (default: GITHUB_ORG)')
  .option('--repo <owner/name>', 'only this repository; may be given several times', collect)
  .option(
    '--since <date>',
    'on the first reading, only pull requests that changed on or after this date (YYYY-MM-DD, UTC); an earlier date later on reads the rest',
  )
  .option(
    '--json',
    'end with one line of JSON: pull requests and reviews stored; requests, points, retries and seconds of this run; incomplete',
  )
  .action(async (options: IngestOptions) => (await import('./run-ingest')).runIngest(options))

await runCommand(command)
