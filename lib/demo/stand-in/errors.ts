import { GraphQLError } from 'graphql'

/** An error as GitHub words it: `type` stands beside `message`, not in extensions. */
export interface GitHubError {
  type?: string
  message: string
  path?: readonly (string | number)[]
  locations?: readonly { line: number; column: number }[]
  extensions?: Record<string, unknown>
}

export function typedError(type: string, message: string, extensions: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { type, ...extensions } })
}

/** graphql-js's error in GitHub's dress. */
export function toGitHubError(error: GraphQLError): GitHubError {
  const { type, ...extensions } = error.extensions
  return {
    ...(typeof type === 'string' ? { type } : {}),
    ...(error.path ? { path: error.path } : {}),
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
    ...(error.locations ? { locations: error.locations.map(({ line, column }) => ({ line, column })) } : {}),
    message: error.message,
  }
}
