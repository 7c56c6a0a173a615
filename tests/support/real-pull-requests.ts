import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { groupBy } from 'es-toolkit'
import { toMemoryWorld, toPullRequestList } from '@/lib/demo/stand-in/memory-world'
import { toDatabaseId, toNodeId } from '@/lib/demo/stand-in/world-node-ids'
import { toInstant, type World, type WorldActor, type WorldOrganization, type WorldRepository } from '@/lib/demo/stand-in/world'
import { toWorldPullRequest, type CanPush } from './real-pull-request'
import { realRecordSchema, type RealRecord } from './real-record'

export type RealSource = 'bitcoin-core-secp256k1' | 'agent-pull-requests'

export function toRealPath(source: RealSource): string {
  return fileURLToPath(new URL(`../../../shared/data/real/${source}.jsonl.gz`, import.meta.url))
}

/** The files lie beside the project, not in it: a test over them says so and passes over where they are absent. */
export function hasRealPullRequests(source: RealSource): boolean {
  return existsSync(toRealPath(source))
}

export function readRealRecords(source: RealSource): RealRecord[] {
  const lines = gunzipSync(readFileSync(toRealPath(source)))
    .toString()
    .split('\n')
  return lines.filter((line) => line !== '').map((line) => realRecordSchema.parse(JSON.parse(line)))
}

const PUSHERS = new Set(['OWNER', 'MEMBER', 'COLLABORATOR'])

/** Real pull requests as one organisation's repositories, under their true names. */
export function makeRealWorld(records: RealRecord[], { login = 'real', end = new Date('2026-08-20T00:00:00Z') } = {}): World {
  const actors = new Map<string, WorldActor>()
  const toActor = (actor: { login: string; __typename?: string } | null | undefined): WorldActor | null => {
    if (!actor) return null
    const known = actors.get(actor.login)
    if (known) return known
    // REST's spelling of apps ends in [bot]; GraphQL's does not. "Copilot" is REST's spelling of an app as well.
    const isBot = actor.__typename === 'Bot' || actor.login.endsWith('[bot]') || actor.login === 'Copilot'
    const name = actor.login.replace(/\[bot\]$/, '')
    const type = isBot ? 'Bot' : actor.__typename === 'Organization' || actor.__typename === 'Mannequin' ? actor.__typename : 'User'
    const made: WorldActor = {
      __typename: type,
      id: toNodeId('U', name),
      login: name,
      databaseId: toDatabaseId('U', name),
    }
    actors.set(actor.login, made)
    return made
  }

  const organization: WorldOrganization = {
    __typename: 'Organization',
    id: toNodeId('O', login),
    databaseId: toDatabaseId('O', login),
    login,
    name: login,
    members: [],
    teams: [],
    repositories: [],
  }
  const byRepository = groupBy(records, (record) => record.repository.nameWithOwner)
  for (const [nameWithOwner, ofRepository] of Object.entries(byRepository)) {
    const repository = toRepository(organization, nameWithOwner, ofRepository)
    const canPush = toCanPush(ofRepository)
    repository.pullRequests = toPullRequestList(ofRepository.map((record) => toWorldPullRequest(record, repository, toActor, canPush)))
    organization.repositories.push(repository)
  }
  const members = new Set<WorldActor>()
  for (const record of records) {
    for (const { author, authorAssociation } of [record, ...record.reviews, ...record.comments]) {
      const actor = toActor(author)
      if (actor?.__typename === 'User' && PUSHERS.has(authorAssociation ?? '')) members.add(actor)
    }
  }
  organization.members = [...members]
  // The source tells no teams; those it calls members make one, so that a team page of real pull requests exists.
  if (members.size > 0) {
    organization.teams.push({
      __typename: 'Team',
      id: toNodeId('T', login, 'maintainers'),
      databaseId: toDatabaseId('T', login, 'maintainers'),
      slug: 'maintainers',
      name: 'Maintainers',
      description: '',
      parentTeam: null,
      members: organization.members.map((user) => ({ user, role: 'MEMBER', from: null, to: null })),
      organization,
    })
  }
  return toMemoryWorld([organization], toInstant(end))
}

/**
 * The source does not say who may push. Who has merged here may, and so may those whose association says it: GitHub calls
 * private members CONTRIBUTOR, the maintainers of secp256k1 among them. Where not even that is told, everyone may.
 */
function toCanPush(records: RealRecord[]): CanPush {
  const mergers = new Set(records.map(({ mergedBy }) => mergedBy?.login))
  return (login, association) => !association || PUSHERS.has(association) || (login !== undefined && mergers.has(login))
}

/** The usual name of a default branch that the commits most often merge; the source names no bases. */
function guessDefaultBranch(records: RealRecord[]): string {
  const messages = records.flatMap(({ commits }) => commits.map(({ message }) => message))
  const merges = (name: string) =>
    messages.filter((message) => new RegExp(`^Merge (?:remote-tracking )?branch '(?:\\S+[/:])?${name}'`).test(message)).length
  const counted = ['main', 'master', 'develop', 'dev'].map((name) => ({ name, count: merges(name) }))
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).name
}

function toRepository(owner: WorldOrganization, nameWithOwner: string, records: RealRecord[]): WorldRepository {
  return {
    __typename: 'Repository',
    id: toNodeId('R', nameWithOwner),
    databaseId: toDatabaseId('R', nameWithOwner),
    name: nameWithOwner.split('/')[1] ?? nameWithOwner,
    nameWithOwner,
    owner,
    isArchived: false,
    isPrivate: false,
    isFork: false,
    createdAt: '2008-01-01T00:00:00Z',
    defaultBranch: records.find((record) => record.baseRefName)?.baseRefName ?? guessDefaultBranch(records),
    branches: [],
    rules: [],
    files: {},
    pullRequestTemplates: [],
    pullRequests: toPullRequestList([]),
  }
}
