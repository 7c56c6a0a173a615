import { closeDatabase, openDatabase } from '@/lib/db/client'
import type { EmbeddedPostgres } from '@/lib/db/postgres/embedded'
import { migrate } from '@/prisma/migrate'
import type { OpenProofDatabase } from './kill-ingest'

/** Migrated, empty databases of their own, one after another; each is dropped by whoever asked for it. */
export function openProofDatabases(postgres: EmbeddedPostgres): OpenProofDatabase {
  let opened = 0
  return async () => {
    const name = `plumbline_proof_${process.pid}_${(opened += 1)}`
    const url = await postgres.openUrl(name)
    await migrate(url)
    return {
      url,
      database: openDatabase(url),
      async drop() {
        await closeDatabase(url)
        await postgres.dropDatabase(name)
      },
    }
  }
}
