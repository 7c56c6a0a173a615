import { z } from 'zod'
import { toGitHubTime, toPoints, type HeaderReader } from './limits'

export interface GitHubUsage {
  requests: number
  points: number
  retries: number
  /** Null until an answer said it; GitHub Enterprise Server may never say it. */
  pointsLeft: number | null
  pointsLimit: number | null
  pointsResetAt: Date | null
  /** How far GitHub's clock is before ours. */
  clockLeadMilliseconds: number
}

export function startUsage(): GitHubUsage {
  return { requests: 0, points: 0, retries: 0, pointsLeft: null, pointsLimit: null, pointsResetAt: null, clockLeadMilliseconds: 0 }
}

/** Points reset within the hour; a day leaves room for any clock. */
const FAR_MILLISECONDS = 86_400_000
const points = z.int().min(0).max(2_147_483_647).nullable().catch(null)
const rateLimit = z.object({ cost: points, limit: points, remaining: points, resetAt: z.coerce.date().nullable().catch(null) })
const answerSchema = z.object({ rateLimit: rateLimit.nullable().catch(null) })

/** Takes down what a call cost and what it left. A figure that cannot be true is as good as none told. */
export function countCall(usage: GitHubUsage, data: unknown, header: HeaderReader, connections: number, now: number): void {
  const theirs = toGitHubTime(header)
  if (theirs !== null) usage.clockLeadMilliseconds = theirs - now
  const told = answerSchema.safeParse(data).data?.rateLimit ?? null
  usage.points += told?.cost ?? toPoints(connections)
  if (!told) return
  usage.pointsLeft = told.remaining
  usage.pointsLimit = told.limit
  const away = told.resetAt && Math.abs(told.resetAt.getTime() - now - usage.clockLeadMilliseconds)
  usage.pointsResetAt = away !== null && away < FAR_MILLISECONDS ? told.resetAt : null
}
