import { schema as published } from '@octokit/graphql-schema'
import { buildSchema, parse, validate, GraphQLError, type DocumentNode, type GraphQLSchema } from 'graphql'

let schema: GraphQLSchema | null = null

/** GitHub's public schema (as published in @octokit/graphql-schema), built once per process: 0.2 s. */
export function getGitHubSchema(): GraphQLSchema {
  if (schema === null) {
    schema = buildSchema(published.idl, { assumeValidSDL: true, noLocation: true })
  }
  return schema
}

export type PreparedQuery = { document: DocumentNode; errors: readonly GraphQLError[] } | { document: null; errors: GraphQLError[] }

const prepared = new Map<string, PreparedQuery>()

/** Parsed and checked against the schema, once per text: a client sends the same few queries a thousand times. */
export function prepareQuery(text: string): PreparedQuery {
  let query = prepared.get(text)
  if (query === undefined) {
    query = parseAndValidate(text)
    prepared.set(text, query)
  }
  return query
}

function parseAndValidate(text: string): PreparedQuery {
  try {
    const document = parse(text)
    return { document, errors: validate(getGitHubSchema(), document) }
  } catch (error) {
    if (error instanceof GraphQLError) return { document: null, errors: [error] }
    throw error
  }
}
