import type { Database } from '@/lib/db/client'
import type { OrganizationRow } from '@/lib/db/organization/find'
import type { Configuration } from '@/lib/policy/configuration'

/**
 * What this process has read and made of an organisation, kept for everyone who asks. It is kept for one revision of the
 * organisation's row and one configuration: each request reads that row anyway, and a sync writes another revision in the
 * transaction that replaces documents or teams. So nobody is shown an older figure than the database holds.
 */
export interface Kept {
  /** The value of the key; made on the first request, and again by the next one where making it failed. */
  once<T>(key: string, make: () => Promise<T>): Promise<T>
}

interface Holding {
  revision: string
  configuration: Configuration
  kept: Kept
}

// Next bundles pages and routes apart, each with its own module variables: they share what hangs on globalThis.
const held = globalThis as typeof globalThis & { plumblineKept?: WeakMap<Database, Map<number, Holding>> }

export function keep(database: Database, { id, revision }: OrganizationRow, configuration: Configuration): Kept {
  held.plumblineKept ??= new WeakMap()
  const organizations = held.plumblineKept.get(database) ?? new Map<number, Holding>()
  held.plumblineKept.set(database, organizations)
  const holding = organizations.get(id)
  if (holding?.revision === revision && holding.configuration === configuration) return holding.kept
  const kept = createKept()
  organizations.set(id, { revision, configuration, kept })
  return kept
}

function createKept(): Kept {
  const values = new Map<string, Promise<unknown>>()
  return {
    once<T>(key: string, make: () => Promise<T>): Promise<T> {
      const known = values.get(key)
      if (known) return known as Promise<T>
      const value = make()
      values.set(key, value)
      value.catch(() => values.delete(key))
      return value
    },
  }
}
