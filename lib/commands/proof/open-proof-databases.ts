import { closeDatabase, openDatabase } from '@/lib/db/client'
import type { EmbeddedPostgres } from '@/lib/db/postgres/embedded'
import { migrate } from '@/prisma/migrate'
import type { OpenProofDatabase } from './kill-ingest'
import type { OpenEmptyDatabase } from './kill-migrations'

/** Databases of their own, without a row; each is dropped by whoever asked for it. */
export interface ProofDatabases {
  migrated: OpenProofDatabase
  empty: OpenEmptyDatabase
}

export function openProofDatabases(postgres: EmbeddedPostgres): ProofDatabases {
  let opened = 0
  const empty = async () => {
    const name = `plumbline_proof_${process.pid}_${(opened += 1)}`
    const url = await postgres.openUrl(name)
    return { url, drop: () => postgres.dropDatabase(name) }
  }
  const migrated = async () => {
    const { url, drop } = await empty()
    await migrate(url)
    return {
      url,
      database: openDatabase(url),
      async drop() {
        await closeDatabase(url)
        await drop()
      },
    }
  }
  return { migrated, empty }
}
