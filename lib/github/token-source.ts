import { createAppAuth } from '@octokit/auth-app'
import { request } from '@octokit/request'
import { UserError } from '@/lib/errors'

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
  const asked = request.defaults({ baseUrl: apiUrl })
  // A .env file has no line breaks inside a value, so \n stands for them.
  const auth = createAppAuth({ appId, privateKey: key.replaceAll('\\n', '\n'), request: asked })
  let installationId: number | null = null
  return async () => {
    try {
      installationId ??= (await asked('GET /orgs/{org}/installation', { org: login, request: { hook: auth.hook } })).data.id
      return (await auth({ type: 'installation', installationId })).token
    } catch (error) {
      throw toAppError(error, login)
    }
  }
}

function toAppError(error: unknown, login: string): Error {
  const status = error instanceof Error && 'status' in error ? error.status : null
  if (status === 404) {
    return new UserError(
      `The GitHub App is not installed in "${login}".`,
      'Install it there, with read access to contents, pull requests, checks and members.',
    )
  }
  const reason = error instanceof Error ? error.message : String(error)
  return new UserError(
    `GitHub does not accept the app's credentials (${reason.split('\n')[0]}).`,
    'Check GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY.',
    { cause: error },
  )
}
