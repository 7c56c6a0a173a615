import { z } from 'zod'
import { actorSchema, instant, oidSchema, page, toId } from './shared'

export const threadSchema = z.object({
  id: z.string(),
  comments: page(
    z.object({
      id: z.string(),
      author: actorSchema,
      authorAssociation: z.string().nullish(),
      body: z.string(),
      createdAt: instant,
      originalCommit: oidSchema,
      diffHunk: z.string(),
      originalLine: z.number().nullable(),
      originalStartLine: z.number().nullable(),
      pullRequestReview: z.object({ id: z.string() }).nullable(),
    }),
    toId,
  ),
})
export type WireThread = z.infer<typeof threadSchema>

export const issueSchema = z.object({
  id: z.string(),
  labels: z.object({ nodes: z.array(z.object({ name: z.string() }).nullable()).nullable() }).nullable(),
})

/**
 * `nodes(ids:)` of anything: each is parsed by itself, so that one that broke does not take the rest along. Two lists of
 * one call have two names.
 */
export const nodeListsSchema = z.object({ nodes: z.array(z.unknown()).optional(), threads: z.array(z.unknown()).optional() })
export type NodeList = keyof z.infer<typeof nodeListsSchema>
export const nodeSchema = z.object({ node: z.unknown() })
