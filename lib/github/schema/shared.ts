import { z } from 'zod'

/** Instants stay ISO text on their way to the database; one that no calendar has would stop it there. */
export const instant = z
  .string()
  .refine((text) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)), 'must be an ISO 8601 instant')

/** An account of any of the five types; null where it was deleted. */
export const actorSchema = z
  .object({
    __typename: z.enum(['User', 'Bot', 'Mannequin', 'EnterpriseUserAccount', 'Organization']),
    id: z.string(),
    login: z.string(),
    databaseId: z.number().nullish(),
  })
  .nullable()

const pageInfoSchema = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() })

/** What Postgres counts with. */
const count = z.int().min(0).max(2_147_483_647)

/**
 * A connection's page. GitHub may put null where a node could not be read, and the same node twice: of several with one
 * key the last is taken, and what is missing shows against the total. `isLenient`: a node that is none counts as missing.
 */
export function page<Node extends z.ZodType>(node: Node, toKey: (node: z.output<Node>) => string, isLenient = false) {
  const one = isLenient ? node.nullable().catch(null) : node.nullable()
  const wire = z.object({ totalCount: count, pageInfo: pageInfoSchema, nodes: z.array(one).nullable() })
  return wire.transform(({ totalCount, pageInfo, nodes }) => {
    const byKey = new Map<string, z.output<Node>>()
    let empty = 0
    for (const one of nodes ?? []) {
      if (one === null) empty += 1
      else byKey.set(toKey(one), one)
    }
    const { hasNextPage: hasNext, endCursor: cursor } = pageInfo
    return { total: totalCount, keys: [...byKey.keys()], nodes: [...byKey.values()], cursor, hasNext, empty, given: nodes?.length ?? 0 }
  })
}

export const toId = ({ id }: { id: string }) => id

export const oidSchema = z.object({ oid: z.string() }).nullable()
