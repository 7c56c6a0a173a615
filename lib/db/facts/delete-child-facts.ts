import type { DatabaseOrTransaction } from '../client'

/** Everything that hangs below these pull requests, except their checks (see replace-pull-requests.ts). */
export async function deleteChildFacts(database: DatabaseOrTransaction, organizationId: number, ids: string[]): Promise<void> {
  await database.$executeRaw`delete from reviews where organization_id = ${organizationId} and pull_request_id = any(${ids})`
  await database.$executeRaw`delete from review_threads where organization_id = ${organizationId} and pull_request_id = any(${ids})`
  await database.$executeRaw`delete from comments where organization_id = ${organizationId} and pull_request_id = any(${ids})`
  await database.$executeRaw`delete from commits where organization_id = ${organizationId} and pull_request_id = any(${ids})`
  await database.$executeRaw`delete from changed_files where organization_id = ${organizationId} and pull_request_id = any(${ids})`
  await database.$executeRaw`delete from timeline_events where organization_id = ${organizationId} and pull_request_id = any(${ids})`
}
