import type { AiEvidenceInput } from '@/lib/attribution/ai-evidence'
import type { Actor, ActorType } from '@/lib/facts/pull-request-history'

export function makeActor(login: string, type: ActorType = 'User', databaseId: number | null = null): Actor {
  return { id: `id-${login}`, login, type, databaseId }
}

export function makeCommit(given: Partial<AiEvidenceInput['commits'][number]> = {}): AiEvidenceInput['commits'][number] {
  return { oid: 'c1', message: 'Change totals', authorName: 'Ana', authorEmail: 'ana@example.com', author: makeActor('ana'), ...given }
}

export function makeEvidenceInput(given: Partial<AiEvidenceInput> = {}): AiEvidenceInput {
  return { author: makeActor('ana'), headRefName: 'totals', labels: [], body: '', template: null, commits: [makeCommit()], ...given }
}
