import { executeSync, GraphQLError, isNonNullType, type GraphQLFieldResolver, type GraphQLTypeResolver } from 'graphql'
import { issueResolvers, organizationResolvers, queryResolvers, repositoryResolvers, teamResolvers } from './organization'
import { refResolvers } from './branch'
import { commitResolvers } from './commit'
import { pullRequestResolvers } from './pull-request'
import { reviewCommentResolvers, reviewResolvers, threadResolvers } from './review'
import { actorResolvers, commentResolvers, eventResolver, fileResolvers, gitActorResolvers, rollupResolvers } from './parts'
import { computeCost, type QueryCost } from './cost'
import { toGitHubError, type GitHubError } from './errors'
import type { Resolver, ResolverArguments, StandInContext } from './context'
import { getGitHubSchema, prepareQuery } from './schema'

export interface GitHubAnswer {
  data?: unknown
  errors?: GitHubError[]
}

// `never` takes every source: which one a resolver gets is decided by the schema, at run time.
const resolvers: Record<string, Record<string, Resolver<never>>> = {
  Query: queryResolvers,
  Organization: { ...actorResolvers, ...organizationResolvers },
  Team: teamResolvers,
  Repository: repositoryResolvers,
  Ref: refResolvers,
  PullRequest: pullRequestResolvers,
  PullRequestReview: reviewResolvers,
  PullRequestReviewThread: threadResolvers,
  PullRequestReviewComment: reviewCommentResolvers,
  IssueComment: commentResolvers,
  Commit: commitResolvers,
  GitActor: gitActorResolvers,
  StatusCheckRollup: rollupResolvers,
  PullRequestChangedFile: fileResolvers,
  Issue: issueResolvers,
  User: actorResolvers,
  Bot: actorResolvers,
  Mannequin: actorResolvers,
  EnterpriseUserAccount: actorResolvers,
}

const resolveField: GraphQLFieldResolver<Record<string, unknown>, StandInContext, ResolverArguments> = (source, args, context, info) => {
  const typeName = info.parentType.name
  const own = resolvers[typeName]?.[info.fieldName] ?? (typeName.endsWith('Event') ? eventResolver(info.fieldName) : undefined)
  if (own) return own(source as never, args, context)
  const value = source[info.fieldName]
  if (value !== undefined || !isNonNullType(info.returnType)) return value
  throw new GraphQLError(`The stand-in does not serve ${typeName}.${info.fieldName}`)
}

const resolveType: GraphQLTypeResolver<{ __typename?: string }, StandInContext> = (value) => value.__typename

/** What GitHub would charge, or null where the text is no valid query. */
export function computeQueryCost(text: string, variables: Record<string, unknown>): QueryCost | null {
  const { document, errors } = prepareQuery(text)
  return document && errors.length === 0 ? computeCost(getGitHubSchema(), document, variables) : null
}

/** Runs a query against the world. Errors come back beside the data, in a 200, as GitHub does it. */
export function executeQuery(
  text: string,
  variables: Record<string, unknown>,
  cost: QueryCost | null,
  context: StandInContext,
): GitHubAnswer {
  const { document, errors } = prepareQuery(text)
  if (document === null || errors.length > 0) return { errors: errors.map(toGitHubError) }
  if (cost?.error) return { errors: [cost.error] }
  const result = executeSync({
    schema: getGitHubSchema(),
    document,
    variableValues: variables,
    contextValue: context,
    rootValue: {},
    fieldResolver: resolveField,
    typeResolver: resolveType,
  })
  const answer: GitHubAnswer = {}
  if (result.data !== undefined) answer.data = result.data
  if (result.errors) answer.errors = result.errors.map(toGitHubError)
  return answer
}
