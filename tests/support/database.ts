import { inject } from 'vitest'
import { cloneDatabase, type TestDatabase } from './clone-database'

export type { TestDatabase } from './clone-database'

/** A migrated, empty database of its own for one test file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url, template } = inject('cluster')
  return cloneDatabase(url, template)
}
