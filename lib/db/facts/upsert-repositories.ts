import type { Database } from '../client'
import { Prisma } from '../generated/client'
import { upsertRows } from '../postgres/upsert-rows'

export interface RepositoryFact {
  id: string
  nameWithOwner: string
  url: string
  isArchived: boolean
  defaultBranch: string | null
}

export interface RepositoryContextFact {
  id: string
  pullRequestTemplate: string | null
  codeowners: string | null
  protectedBranches: string[] | null
  suppressesAttribution: boolean
}

/** Repositories by node id. Former names and former default branches are kept: older pull requests speak of them. */
export async function upsertRepositories(database: Database, organizationId: number, repositories: RepositoryFact[]): Promise<void> {
  if (repositories.length === 0) return
  // The default branch judges every pull request of the repository, and its name may be a surface's.
  await database.$executeRaw`
    insert into pending_evaluations (organization_id, pull_request_id)
    select p.organization_id, p.id
    from jsonb_to_recordset(${JSON.stringify(repositories)}::jsonb) as x(id text, "nameWithOwner" text, "defaultBranch" text)
    join repositories r on r.organization_id = ${organizationId} and r.id = x.id
    join pull_requests p on p.organization_id = r.organization_id and p.repository_id = r.id and p.is_complete
    where r.default_branch is distinct from x."defaultBranch" or r.name_with_owner <> x."nameWithOwner"
    on conflict do nothing`
  await upsertRows(database, {
    table: 'repositories',
    organizationId,
    rows: repositories.map((repository) => ({ ...repository, aliases: [], formerDefaultBranches: [] })),
    key: ['id'],
    updates: {
      aliases: Prisma.sql`case
        when repositories.name_with_owner = excluded.name_with_owner
          or repositories.name_with_owner = any(repositories.aliases) then repositories.aliases
        else array_append(repositories.aliases, repositories.name_with_owner)
      end`,
      formerDefaultBranches: Prisma.sql`case
        when repositories.default_branch is null or repositories.default_branch is not distinct from excluded.default_branch
          or repositories.default_branch = any(repositories.former_default_branches) then repositories.former_default_branches
        else array_append(repositories.former_default_branches, repositories.default_branch)
      end`,
    },
  })
}

export async function updateRepositoryContexts(
  database: Database,
  organizationId: number,
  contexts: RepositoryContextFact[],
): Promise<void> {
  if (contexts.length === 0) return
  // Template, owners and branches judge every pull request of the repository, old ones too.
  await database.$executeRaw`
    insert into pending_evaluations (organization_id, pull_request_id)
    select p.organization_id, p.id
    from jsonb_to_recordset(${JSON.stringify(contexts)}::jsonb) as x(
      id text, "pullRequestTemplate" text, codeowners text, "protectedBranches" jsonb)
    join repositories r on r.organization_id = ${organizationId} and r.id = x.id
    join pull_requests p on p.organization_id = r.organization_id and p.repository_id = r.id and p.is_complete
    where r.pull_request_template is distinct from x."pullRequestTemplate" or r.codeowners is distinct from x.codeowners
      or r.protected_branches is distinct from nullif(x."protectedBranches", 'null'::jsonb)
    on conflict do nothing`
  await database.$executeRaw`
    update repositories r set
      pull_request_template = x."pullRequestTemplate", codeowners = x.codeowners,
      protected_branches = nullif(x."protectedBranches", 'null'::jsonb), suppresses_attribution = x."suppressesAttribution"
    from jsonb_to_recordset(${JSON.stringify(contexts)}::jsonb) as x(
      id text, "pullRequestTemplate" text, codeowners text, "protectedBranches" jsonb, "suppressesAttribution" boolean)
    where r.organization_id = ${organizationId} and r.id = x.id`
}
