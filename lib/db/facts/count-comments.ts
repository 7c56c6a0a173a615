import { z } from 'zod'
import type { DatabaseOrTransaction } from '../client'
import { queryRows } from '../postgres/query-rows'

const COUNT = z.strictObject({ comments: z.number() })

/** Comments that were stored before GitHub's authorAssociation was asked for: they approve nothing until they are read again. */
export async function countCommentsToReadAgain(database: DatabaseOrTransaction, organizationId: number): Promise<{ comments: number }> {
  const [row] = await queryRows(database, COUNT)`
    select count(*)::int as comments from comments
    where organization_id = ${organizationId} and author_association is null`
  return row ?? { comments: 0 }
}
