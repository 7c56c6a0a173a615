import { z } from 'zod'

/** Instants stay ISO text on their way to the database: parsing 50 Dates a pull request to print them again is waste. */
export const instant = z.string().regex(/^\d{4}-\d\d-\d\dT/, 'must be an ISO 8601 instant')

/** An account of any of the five types; null where it was deleted. */
export const actorSchema = z
  .object({
    __typename: z.enum(['User', 'Bot', 'Mannequin', 'EnterpriseUserAccount', 'Organization']),
    id: z.string(),
    login: z.string(),
    databaseId: z.number().nullish(),
  })
  .nullable()

export const pageInfoSchema = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() })

/** A connection's page. GitHub may put null where a node could not be read: an error at that path says why. */
export function page<Node extends z.ZodType>(node: Node) {
  return z.object({ totalCount: z.number(), pageInfo: pageInfoSchema, nodes: z.array(node.nullable()).nullable() })
}

export const oidSchema = z.object({ oid: z.string() }).nullable()
