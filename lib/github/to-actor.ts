import type { ActorFact } from '@/lib/facts/pull-request-facts'
import type { ActorType } from '@/lib/facts/pull-request-history'

/** Every deleted account is this one: GitHub no longer tells them apart. */
const GHOST: ActorFact = { id: 'ghost', type: 'Ghost', login: 'ghost', databaseId: null }

/** Collects the accounts of a batch, so that rows carry ids only. */
export class ActorBook {
  private readonly actors = new Map<string, ActorFact>()

  /** The id to store. A null account was deleted. */
  note(actor: { __typename: string; id: string; login?: string; databaseId?: number | null } | null): string {
    if (actor === null) {
      this.actors.set(GHOST.id, GHOST)
      return GHOST.id
    }
    const type = toActorType(actor.__typename)
    if (type && actor.login !== undefined) {
      // REST's suffix for bots, should a server send it here too.
      const login = actor.login.replace(/\[bot\]$/, '')
      this.actors.set(actor.id, { id: actor.id, type, login, databaseId: actor.databaseId ?? null })
    }
    return actor.id
  }

  /** For fields where null means "nobody", not "deleted". */
  noteOptional(actor: Parameters<ActorBook['note']>[0] | undefined): string | null {
    return actor ? this.note(actor) : null
  }

  list(): ActorFact[] {
    return [...this.actors.values()]
  }
}

function toActorType(typename: string): ActorType | null {
  switch (typename) {
    case 'User':
    case 'Bot':
    case 'Mannequin':
    case 'EnterpriseUserAccount':
    case 'Organization':
      return typename
    default:
      return null
  }
}
