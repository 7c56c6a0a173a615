import type { OrganizationRow } from '@/lib/db/organization/find'

/** Version of the definitions that the served figures were made by. Whatever was made before there were versions is of the first. */
export function toServedDefinitions({ definitions }: Pick<OrganizationRow, 'definitions'>): number {
  return definitions ?? 1
}
