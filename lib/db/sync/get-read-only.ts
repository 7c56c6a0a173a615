import { z } from 'zod'
import type { DatabaseOrTransaction } from '../client'
import { queryRows } from '../postgres/query-rows'

const READ_ONLY = z.strictObject({ readOnly: z.boolean() })

/** Whether nothing can be written: the server is a standby of another, or was set so. */
export async function isReadOnly(database: DatabaseOrTransaction): Promise<boolean> {
  const [row] = await queryRows(database, READ_ONLY)`
    select pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as "readOnly"`
  return row?.readOnly ?? false
}
