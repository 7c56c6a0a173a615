import { z } from 'zod'
import type { GitHubAnswer } from './client'
import { isDenied, isMissing, type GraphQlError } from './errors'
import { nodeListsSchema, type NodeList } from './schema/leaves'

export interface NodeOutcomes<Node> {
  read: { id: string; node: Node; denied: GraphQlError[] }[]
  /** GitHub knows them no longer: deleted, or moved out of sight. */
  missing: string[]
  /** Null or partial because of an error: a narrower call may read them. */
  unread: Unread[]
  /** Left out or null, and no error says why: a narrower call brings no more, a later one may. */
  silent: Unread[]
  /** Answered whole and not as GitHub's schema promises, or not to be read by this token: no call will mend that. */
  broken: Unread[]
}
export interface Unread {
  id: string
  reason: string
}

const SILENCE = 'GitHub answers nothing for it'
const identified = z.object({ id: z.string() })

/**
 * Sorts an answer to `nodes(ids:)`. Partial data with errors is never complete: a node counts as read only where no error
 * touches it, except fields that this token may not read. An error whose path leads to no node may concern any of them.
 * A node is known by its own id: its place says which was asked only where as many came back as were asked.
 */
export function toNodeOutcomes<Schema extends z.ZodType>(
  answer: GitHubAnswer,
  ids: string[],
  schema: Schema,
  list: NodeList = 'nodes',
): NodeOutcomes<z.infer<Schema>> {
  const outcomes: NodeOutcomes<z.infer<Schema>> = { read: [], missing: [], unread: [], silent: [], broken: [] }
  const nodes = nodeListsSchema.safeParse(answer.data).data?.[list] ?? []
  const places = new Map(nodes.flatMap((node, place) => (toId(node) === null ? [] : [[toId(node), place]])))
  const general = answer.errors.filter((error) => typeof error.path[1] !== 'number')
  for (const [index, id] of ids.entries()) {
    const place = places.get(id) ?? (nodes.length === ids.length ? index : -1)
    // Somebody else's node in this one's place is no answer for it.
    const node = place >= 0 && (toId(nodes[place]) ?? id) === id ? (nodes[place] ?? null) : null
    const errors = [...general, ...answer.errors.filter((error) => error.path[0] === list && error.path[1] === place)]
    const serious = errors.filter((error) => !isDenied(error))
    if (node === null && errors.length > 0 && errors.every(isMissing)) outcomes.missing.push(id)
    else if (node === null && errors.length === 0) outcomes.silent.push({ id, reason: SILENCE })
    else if (node === null && serious.length === 0) outcomes.broken.push({ id, reason: errors[0]?.message || 'it may not be read' })
    else if (node === null || serious.length > 0) {
      outcomes.unread.push({ id, reason: (serious[0] ?? errors[0])?.message || 'GitHub answers with an error that says nothing' })
    } else {
      const parsed = schema.safeParse(node)
      if (parsed.success) outcomes.read.push({ id, node: parsed.data, denied: errors })
      else outcomes.broken.push({ id, reason: `unexpected answer at ${parsed.error.issues[0]?.path.join('.') ?? '?'}` })
    }
  }
  return outcomes
}

function toId(node: unknown): string | null {
  return identified.safeParse(node).data?.id ?? null
}
