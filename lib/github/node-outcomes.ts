import type { z } from 'zod'
import type { GitHubAnswer } from './client'
import { isDenied, isMissing, type GraphQlError } from './errors'
import { nodesSchema } from './schema/leaves'

export interface NodeOutcomes<Node> {
  read: { id: string; node: Node; denied: GraphQlError[] }[]
  /** GitHub knows them no longer: deleted, or moved out of sight. */
  missing: string[]
  /** Null or partial because of an error: a narrower call may read them. */
  unread: Unread[]
  /** Answered whole, and not as GitHub's schema promises: no call will mend that. */
  broken: Unread[]
}
export interface Unread {
  id: string
  reason: string
}

/**
 * Sorts an answer to `nodes(ids:)`. Partial data with errors is never complete: a node counts as read only where no error
 * touches it, except fields that this token may not read. An error without a path may concern any of them.
 */
export function toNodeOutcomes<Schema extends z.ZodType>(
  answer: GitHubAnswer,
  ids: string[],
  schema: Schema,
): NodeOutcomes<z.infer<Schema>> {
  const outcomes: NodeOutcomes<z.infer<Schema>> = { read: [], missing: [], unread: [], broken: [] }
  const data = nodesSchema.safeParse(answer.data)
  const general = answer.errors.filter((error) => error.path[0] !== 'nodes' || typeof error.path[1] !== 'number')
  for (const [index, id] of ids.entries()) {
    const node = data.success ? (data.data.nodes[index] ?? null) : null
    const errors = [...general, ...answer.errors.filter((error) => error.path[0] === 'nodes' && error.path[1] === index)]
    const serious = errors.filter((error) => !isDenied(error))
    if (node === null && errors.length > 0 && errors.every(isMissing)) outcomes.missing.push(id)
    else if (node === null || serious.length > 0) {
      const reason = (serious[0] ?? errors[0])?.message ?? 'GitHub answered nothing for it'
      outcomes.unread.push({ id, reason })
    } else {
      const parsed = schema.safeParse(node)
      if (parsed.success) outcomes.read.push({ id, node: parsed.data, denied: errors })
      else outcomes.broken.push({ id, reason: `unexpected answer at ${parsed.error.issues[0]?.path.join('.') ?? '?'}` })
    }
  }
  return outcomes
}
