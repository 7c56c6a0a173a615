import { RATE_LIMIT, USER } from './fragments'

export const ORGANIZATION_QUERY = `
query organization($login: String!) {
  ${RATE_LIMIT}
  organization(login: $login) { id login name }
}`

export const REPOSITORIES_QUERY = `
query repositories($login: String!, $after: String) {
  ${RATE_LIMIT}
  organization(login: $login) {
    repositories(first: 100, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { id nameWithOwner url isArchived defaultBranchRef { name } }
    }
  }
}`

/** IMMEDIATE, or the members of child teams would be counted in the parent as well. */
export const TEAMS_QUERY = `
query teams($login: String!, $after: String) {
  ${RATE_LIMIT}
  organization(login: $login) {
    teams(first: 50, after: $after, orderBy: { field: NAME, direction: ASC }) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes {
        id slug name parentTeam { id }
        members(first: 100, membership: IMMEDIATE) { totalCount pageInfo { hasNextPage endCursor } nodes { ...user name } }
      }
    }
  }
}
${USER}`

export const TEAM_MEMBERS_QUERY = `
query teamMembers($id: ID!, $after: String) {
  ${RATE_LIMIT}
  node(id: $id) {
    ... on Team {
      members(first: 100, after: $after, membership: IMMEDIATE) { totalCount pageInfo { hasNextPage endCursor } nodes { ...user name } }
    }
  }
}
${USER}`

export const CONTEXT_WIDTH = 20

/** What a pull request is judged against. Files by `object(expression:)` are no connections and cost nothing. */
export const REPOSITORY_CONTEXT_QUERY = `
query repositoryContexts($ids: [ID!]!) {
  ${RATE_LIMIT}
  nodes(ids: $ids) {
    __typename
    ... on Repository {
      id
      viewerCanAdminister
      pullRequestTemplates { body }
      branchProtectionRules(first: 100) { nodes { pattern } }
      rulesets(first: 100, includeParents: true) {
        nodes { target enforcement conditions { refName { include exclude } } }
      }
      githubCodeowners: object(expression: "HEAD:.github/CODEOWNERS") { ...text }
      rootCodeowners: object(expression: "HEAD:CODEOWNERS") { ...text }
      docsCodeowners: object(expression: "HEAD:docs/CODEOWNERS") { ...text }
      agents: object(expression: "HEAD:AGENTS.md") { ...text }
      claude: object(expression: "HEAD:CLAUDE.md") { ...text }
      claudeSettings: object(expression: "HEAD:.claude/settings.json") { ...text }
    }
  }
}
fragment text on GitObject { __typename ... on Blob { text } }`
