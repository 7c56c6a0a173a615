import { readEnvironment } from '@/lib/env'
import { createTokenSource } from '@/lib/github/token-source'
import { handleSync } from '@/lib/jobs/handle-sync'
import type { SyncSummary } from '@/lib/jobs/sync-organization'
import { listenForStop, UsageError } from './command-line'
import { createProgressDisplay } from './ingest-progress'
import { withDatabase } from './with-database'

export interface IngestOptions {
  org?: string
  repo?: string[]
  since?: string
  json?: boolean
}

/** One backfill or catch-up. */
export async function runIngest(options: IngestOptions) {
  const environment = readEnvironment()
  const login = toLogin(options.org ?? environment.GITHUB_ORG)
  const since = options.since === undefined ? undefined : toSince(options.since)
  const repositories = (options.repo ?? []).map((name) => toRepository(name, login))
  const getToken = createTokenSource(environment, login)
  const display = createProgressDisplay(process.stderr)
  const signal = listenForStop()
  let isComputing = false
  try {
    await withDatabase({ prefer: 'real', endsItself: true }, async ({ database, name }) => {
      let isDatabaseNamed = false
      const summary = await handleSync({
        database,
        source: { apiUrl: environment.GITHUB_API_URL, getToken, login },
        ...(repositories.length > 0 && { repositories }),
        since,
        signal,
        onProgress: (progress) => {
          // Now that something will be kept: whoever meant another database still can stop it.
          if (!isDatabaseNamed) display.say(`Database: ${name}.`)
          isDatabaseNamed = true
          display.show(progress)
        },
        onWait: display.wait,
        onWarning: display.say,
        onCompute: () => {
          if (!isComputing) display.say('Computing the readings.')
          isComputing = true
        },
      })
      display.stop()
      tell(summary, options.json ?? false)
    })
  } finally {
    display.stop()
  }
}

function tell(summary: SyncSummary, asJson: boolean) {
  const { incomplete, ...figures } = summary
  for (const line of incomplete) process.stderr.write(`Missing: ${line}\n`)
  if (asJson) process.stdout.write(`${JSON.stringify({ ...figures, incomplete: incomplete.length })}\n`)
  else {
    const { pullRequests, reviews, requests, points, seconds } = figures
    process.stdout.write(
      `${pullRequests} pull requests and ${reviews} reviews are stored (${requests} requests, ${points} points, ${seconds.toFixed(1)} s).\n`,
    )
  }
  if (incomplete.length > 0) process.exitCode = 1
}

function toLogin(login: string | undefined): string {
  if (login && /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i.test(login)) return login
  throw new UsageError(
    login ? `"${login}" cannot be the login of a GitHub organisation.` : 'No organisation is given.',
    'Say which with --org LOGIN, as in github.com/LOGIN.',
  )
}

function toSince(text: string): Date {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null
  if (!date || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw new UsageError(`"${text}" is no date.`, 'Give --since as YYYY-MM-DD, e.g. --since 2026-01-01.')
  }
  return date
}

function toRepository(name: string, login: string): string {
  const [owner, repository, ...rest] = name.split('/')
  if (!owner || !repository || rest.length > 0) throw new UsageError(`"${name}" is no repository.`, 'Give --repo as OWNER/NAME.')
  if (owner.toLowerCase() !== login.toLowerCase()) {
    throw new UsageError(`"${name}" does not belong to "${login}".`, 'Give repositories of the organisation in --org.')
  }
  return name
}
