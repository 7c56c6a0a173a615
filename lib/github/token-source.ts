import { createAppAuth } from '@octokit/auth-app'
import { request } from '@octokit/request'
import { UserError } from '@/lib/errors'
import { rememberSecret } from '@/lib/secrets'
import { toReason } from './clean-text'
import { HeavyQueryError } from './errors'
import { fetchText } from './fetch-text'

export interface Credentials {
  GITHUB_TOKEN?: string
  GITHUB_APP_ID?: string
  GITHUB_APP_PRIVATE_KEY?: string
  GITHUB_API_URL: string
}

/**
 * Where the bearer token of a call comes from: a personal one as it is; an app's, for its installation in the organisation,
 * which lasts an hour and is renewed by itself.
 * @throws UserError where the environment holds neither.
 */
export function createTokenSource(credentials: Credentials, login: string): () => Promise<string> {
  const { GITHUB_TOKEN: token, GITHUB_APP_ID: appId, GITHUB_APP_PRIVATE_KEY: key } = credentials
  if (token) return () => Promise.resolve(token)
  if (appId && key) return createInstallationTokens(appId, key, credentials.GITHUB_API_URL, login)
  if (appId) {
    throw new UserError(
      'GITHUB_APP_PRIVATE_KEY is not set.',
      'Set it to the private key of the GitHub App, with its line breaks or \\n for them.',
    )
  }
  throw new UserError(
    'GITHUB_TOKEN is not set, so GitHub cannot be asked.',
    'Set it to a token with the scopes repo and read:org, or set GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY (see .env.example).',
  )
}

function createInstallationTokens(appId: string, key: string, apiUrl: string, login: string): () => Promise<string> {
  const asked = request.defaults({ baseUrl: apiUrl, request: { fetch: fetchForOctokit } })
  // A .env file has no line breaks inside a value, so \n stands for them.
  const auth = createAppAuth({ appId, privateKey: key.replaceAll('\\n', '\n'), request: asked })
  let installationId: number | null = null
  return async () => {
    try {
      installationId ??= (await asked('GET /orgs/{org}/installation', { org: login, request: { hook: auth.hook } })).data.id
      const { token } = await auth({ type: 'installation', installationId })
      rememberSecret(token)
      return token
    } catch (error) {
      throw toAppError(error, login)
    }
  }
}

const TIMEOUT_MILLISECONDS = 60_000

/** octokit's requests through the same door as ours: no redirect takes the app's credentials to another host. */
async function fetchForOctokit(url: string, init: RequestInit): Promise<Response> {
  const { status, headers, text } = await fetchText(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) })
  return new Response(text === '' ? null : text, { status, headers: new Headers([...headers].filter(([name]) => !OF_THE_WIRE.has(name))) })
}

/** The text is unpacked already. */
const OF_THE_WIRE = new Set(['content-encoding', 'content-length', 'transfer-encoding'])

function toAppError(error: unknown, login: string): Error {
  const cause = findCause(error)
  if (cause instanceof UserError) return cause
  if (cause instanceof HeavyQueryError) {
    return new UserError(`GitHub does not answer (${cause.message}).`, 'Check the address and the network, then start again.')
  }
  const status = error instanceof Error && 'status' in error ? error.status : null
  if (status === 404) {
    return new UserError(
      `The GitHub App is not installed in "${login}".`,
      'Install it there, with read access to contents, pull requests, checks and members.',
    )
  }
  return new UserError(
    `GitHub does not accept the app's credentials (${toReason(error instanceof Error ? error.message : String(error))}).`,
    'Check GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY.',
  )
}

/** octokit wraps what its fetch throws. */
function findCause(error: unknown): unknown {
  if (error instanceof UserError || error instanceof HeavyQueryError) return error
  return error instanceof Error && error.cause !== undefined ? findCause(error.cause) : null
}
