import type { Environment } from '@/lib/env'
import type { SyncSource } from './handle-sync'

/** Where the worker reads by itself: only where both the organisation and a way in are given. */
export function toSyncSource(environment: Environment): SyncSource | null {
  const { GITHUB_API_URL: apiUrl, GITHUB_ORG: login, GITHUB_TOKEN: token } = environment
  if (!login || !token) return null
  return { apiUrl, login, getToken: () => Promise.resolve(token) }
}
