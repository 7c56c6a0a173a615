import { z } from 'zod'
import { page, toId } from './shared'

export const organizationSchema = z.object({
  organization: z.object({ id: z.string(), login: z.string(), name: z.string().nullable() }).nullable(),
})

const repository = z.object({
  id: z.string(),
  nameWithOwner: z.string(),
  url: z.string(),
  isArchived: z.boolean(),
  defaultBranchRef: z.object({ name: z.string() }).nullable(),
})
export const repositoriesSchema = z.object({ organization: z.object({ repositories: page(repository, toId, true) }) })

const member = z.object({ id: z.string(), login: z.string(), databaseId: z.number().nullish(), name: z.string().nullable() })
const members = page(member, toId, true)
export type WireMembers = z.infer<typeof members>

const team = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  parentTeam: z.object({ id: z.string() }).nullable(),
  members,
})
export const teamsSchema = z.object({ organization: z.object({ teams: page(team, toId, true).nullable() }).nullable() })
export const teamMembersSchema = z.object({ node: z.object({ members }) })

const text = z.object({ text: z.string().nullish() }).nullable()
const rulesets = z
  .object({
    nodes: z
      .array(
        z
          .object({
            target: z.string().nullable(),
            enforcement: z.string(),
            conditions: z.object({
              refName: z.object({ include: z.array(z.string()), exclude: z.array(z.string()) }).nullable(),
            }),
          })
          .nullable(),
      )
      .nullable(),
  })
  .nullable()

export const repositoryContextSchema = z.object({
  id: z.string(),
  viewerCanAdminister: z.boolean(),
  pullRequestTemplates: z.array(z.object({ body: z.string().nullable() })).nullable(),
  branchProtectionRules: z.object({ nodes: z.array(z.object({ pattern: z.string() }).nullable()).nullable() }).nullable(),
  rulesets,
  githubCodeowners: text,
  rootCodeowners: text,
  docsCodeowners: text,
  agents: text,
  claude: text,
  claudeSettings: text,
})
export type WireRepositoryContext = z.infer<typeof repositoryContextSchema>
