import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { toRealPath, type RealSource } from './real-pull-requests'

const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? [])

/** Only what is counted, read from the file itself: the loader that feeds the stand-in takes no part in it. */
const countedSchema = z.object({
  repository: z.object({ nameWithOwner: z.string() }),
  number: z.number(),
  title: z.string(),
  createdAt: z.string(),
  mergedAt: z.string().nullish(),
  closedAt: z.string().nullish(),
  isDraft: z.boolean().nullish(),
  timelineItems: list(z.object({ __typename: z.string(), createdAt: z.string() })),
  reviews: list(z.object({ state: z.string() })),
  reviewThreads: list(z.object({ comments: list(z.unknown()) })),
  comments: list(z.unknown()),
  commits: list(z.object({ oid: z.string() })),
  files: list(z.object({ path: z.string() })),
})
export type CountedRecord = z.infer<typeof countedSchema>

export function readCountedRecords(source: RealSource): CountedRecord[] {
  const lines = gunzipSync(readFileSync(toRealPath(source)))
    .toString()
    .split('\n')
  return lines.filter((line) => line !== '').map((line) => countedSchema.parse(JSON.parse(line)))
}

export interface RealCounts {
  pullRequests: number
  reviews: number
  threads: number
  threadComments: number
  comments: number
  commits: number
  files: number
}

/**
 * How much of everything the file holds, less what is left out on purpose: reviews that are not submitted, threads that
 * have lost every comment, and what GitHub itself would say once though the file says it twice.
 */
export function countRealFacts(records: CountedRecord[]): { counts: RealCounts; leftOut: Record<string, number> } {
  const sum = (count: (record: CountedRecord) => number) => records.reduce((total, record) => total + count(record), 0)
  const repeated = (names: string[]) => names.length - new Set(names).size
  const leftOut = {
    'pending reviews': sum(({ reviews }) => reviews.filter(({ state }) => state === 'PENDING').length),
    'threads without a comment': sum(({ reviewThreads }) => reviewThreads.filter(({ comments }) => comments.length === 0).length),
    'commits that are there twice': sum(({ commits }) => repeated(commits.map(({ oid }) => oid))),
    'files that are there twice': sum(({ files }) => repeated(files.map(({ path }) => path))),
  }
  return {
    counts: {
      pullRequests: records.length,
      reviews: sum(({ reviews }) => reviews.length) - leftOut['pending reviews'],
      threads: sum(({ reviewThreads }) => reviewThreads.length) - leftOut['threads without a comment'],
      threadComments: sum(({ reviewThreads }) => reviewThreads.reduce((total, { comments }) => total + comments.length, 0)),
      comments: sum(({ comments }) => comments.length),
      commits: sum(({ commits }) => commits.length) - leftOut['commits that are there twice'],
      files: sum(({ files }) => files.length) - leftOut['files that are there twice'],
    },
    leftOut,
  }
}

/** How the pull requests that became ready in a range stand at an instant, told a second way; reverts are counted elsewhere. */
export function countReadyRecords(records: CountedRecord[], range: { from: string; to: string }, asOf: Date) {
  const isPast = (at: string | null | undefined) => Boolean(at) && new Date(at ?? '') <= asOf
  const ready = records.filter((record) => {
    const toggles = record.timelineItems
      .filter(({ __typename, createdAt }) => /^(?:ReadyForReview|ConvertToDraft)Event$/.test(__typename) && isPast(createdAt))
      .sort((a, b) => a.createdAt.localeCompare(b.createdAt))
    const first = toggles.find(({ __typename }) => __typename === 'ReadyForReviewEvent')
    const isDraftAtFirst = toggles[0] ? toggles[0] === first : record.isDraft
    const readyAt = isDraftAtFirst ? first?.createdAt : record.createdAt
    return readyAt !== undefined && readyAt >= range.from && readyAt < range.to && !isRevert(record)
  })
  const merged = ready.filter(({ mergedAt }) => isPast(mergedAt))
  const closed = ready.filter(({ mergedAt, closedAt }) => !isPast(mergedAt) && isPast(closedAt))
  const { length } = ready
  return { ready: length, merged: merged.length, closedUnmerged: closed.length, open: length - merged.length - closed.length }
}

export function isRevert({ title }: CountedRecord): boolean {
  return /^Revert ["“]/.test(title)
}
