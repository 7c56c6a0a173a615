import { z } from 'zod'
import type { PullRequestClass } from '@/lib/attribution/pull-request-class'
import { count, field, NO_COLUMN } from './field'

const EXCLUDED = ['dependencyBot', 'otherBot', 'revert', 'backMerge', 'release', 'otherBase'] as const satisfies (
  Exclude<PullRequestClass, 'authored'> | 'otherBase'
)[]

export const pullRequestCounts = z
  .object({
    ready: count('pull_requests_ready'),
    merged: count('pull_requests_merged'),
    closedUnmerged: count('pull_requests_closed_unmerged'),
    open: count('pull_requests_open'),
    excluded: field(
      z
        .partialRecord(z.enum(EXCLUDED), z.number())
        .overwrite((value) => Object.fromEntries(EXCLUDED.flatMap((name) => (name in value ? [[name, value[name]]] : []))))
        .nullable(),
      NO_COLUMN,
      { about: 'Counted beside, not in it.' },
    ),
  })
  .meta({ id: 'PullRequestCounts', description: 'Pull requests first ready in the range, by what became of them.' })
