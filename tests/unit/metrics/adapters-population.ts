import { z } from 'zod'
import { findLanding } from '@/lib/metrics/history/landed-though-closed'
import { toDefaultConfiguration } from '@/lib/policy/configuration'

/** From the fields of the worked examples to our functions and back: names change here, figures never. */

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const actorType = z.enum(['User', 'Bot', 'Mannequin', 'EnterpriseUserAccount', 'Organization', 'Ghost'])

const mergeStateInput = z.object({
  pr: z.object({
    mergedAt: instant.nullish(),
    closedAt: instant.nullish(),
    comments: z
      .array(
        z.object({
          author: z.string().nullish(),
          authorType: actorType.default('User'),
          authorAssociation: z.string().nullish(),
          canPush: z.boolean().nullish(),
          body: z.string(),
          createdAt: instant,
        }),
      )
      .default([]),
  }),
  defaultBranchHas: z.array(z.string()).nullish(),
})

/** In the examples push access stands for membership, which is what GitHub tells of a comment. */
function mergeState(input: unknown) {
  const { pr, defaultBranchHas } = mergeStateInput.parse(input)
  const mergedAt = pr.mergedAt ?? null
  const comments = pr.comments.map(({ author, authorType, canPush, ...comment }) => ({
    ...comment,
    author: { id: author ?? 'ghost', login: author ?? 'ghost', type: author ? authorType : ('Ghost' as const), databaseId: null },
    authorAssociation: comment.authorAssociation ?? (canPush ? 'MEMBER' : null),
  }))
  const landing = findLanding(
    { mergedAt, closedAt: pr.closedAt ?? null, comments },
    { mergeBots: toDefaultConfiguration().merges.bots, defaultBranchHas: defaultBranchHas ?? null },
  )
  const at = mergedAt ?? landing?.mergedAt ?? null
  return { merged: at !== null, mergedAt: at?.toISOString().replace('.000Z', 'Z') ?? null, via: landing?.via ?? null }
}

export const populationAdapters: Record<string, (input: unknown) => unknown> = { merge_state: mergeState }
