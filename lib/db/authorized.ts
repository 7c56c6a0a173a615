import type { Scope } from '@/lib/metrics/organization/scope'

declare const authorized: unique symbol

/**
 * Permission as a type: a page or API read takes these instead of a number or a string, and only lib/auth makes them,
 * so a forgotten check does not compile.
 */
export type AuthorizedOrganizationId = number & { readonly [authorized]: 'organization' }
export type AuthorizedTeamId = string & { readonly [authorized]: 'team' }
/** A scope whose single pull requests the reader may see. */
export type AuthorizedScope = Scope & { readonly [authorized]: 'scope' }
