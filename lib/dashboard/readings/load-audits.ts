import { listAudits } from '@/lib/db/audit/stored'
import { toAuditResult, type LatestAudits } from '@/lib/metrics/audit/stored-audit'
import { DEFINITIONS_VERSION } from '@/lib/metrics/document/readings'
import type { ValueInterval } from '@/lib/metrics/statistics/intervals'
import type { ReadingsRequest } from './request'

/** Of the definitions that the shown figures are of: an audit of others vouches for nothing that these count. */
export async function loadLatestAudits(
  { database, organizationId, kept }: Omit<ReadingsRequest, 'scope'>,
  shown: number = DEFINITIONS_VERSION,
): Promise<LatestAudits> {
  const read = async () => {
    const finished = (await listAudits(database, organizationId)).filter(
      ({ finishedAt, secondOf, definitions }) => finishedAt !== null && secondOf === null && definitions === shown,
    )
    const newest = finished.sort((a, b) => (b.finishedAt?.getTime() ?? 0) - (a.finishedAt?.getTime() ?? 0))
    return {
      threads: newest.find(({ kind }) => kind === 'threads') ?? null,
      escapes: newest.find(({ kind }) => kind === 'escapes') ?? null,
    }
  }
  return kept ? kept.once(`latest audits of definitions ${shown}`, read) : read()
}

/** How often the rule of the catch rate was right about a thread; null: not yet audited. */
export async function loadPrecision(request: Omit<ReadingsRequest, 'scope'>): Promise<ValueInterval | null> {
  const { threads } = await loadLatestAudits(request)
  return threads && toAuditResult(threads).precision
}
