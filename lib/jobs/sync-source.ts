import type { Environment } from '@/lib/env'
import { createTokenSource } from '@/lib/github/token-source'
import type { SyncSource } from './handle-sync'

/** Where the worker reads by itself: only where both the organisation and a way in are given. */
export function toSyncSource(environment: Environment): SyncSource | null {
  const { GITHUB_API_URL: apiUrl, GITHUB_ORG: login, GITHUB_TOKEN, GITHUB_APP_ID } = environment
  if (!login || !(GITHUB_TOKEN || GITHUB_APP_ID)) return null
  return { apiUrl, login, getToken: createTokenSource(environment, login) }
}
