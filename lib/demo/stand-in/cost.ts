import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql'
import type { GitHubError } from './errors'

const MAXIMUM_PAGE = 100
const MAXIMUM_NODES = 500_000

export interface QueryCost {
  points: number
  nodeCount: number
  connectionRequests: number
  /** Set where GitHub refuses the query before running it. */
  error: GitHubError | null
}

/**
 * What GitHub charges for a query, from its text alone: every connection is asked once per node of its parents;
 * points = requests / 100, rounded, at least 1. Nodes = the most that could come back.
 * Source: GitHub's "Rate limits and query limits for the GraphQL API".
 */
export function computeCost(schema: GraphQLSchema, document: DocumentNode, variables: Record<string, unknown>): QueryCost {
  const cost: QueryCost = { points: 1, nodeCount: 0, connectionRequests: 0, error: null }
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }

  function refuse(field: FieldNode, type: string, message: string) {
    cost.error ??= { type, message, path: [field.name.value] }
  }

  function visit(selections: SelectionSetNode, parent: GraphQLNamedType | undefined, parents: number) {
    for (const selection of selections.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value
        visit(selection.selectionSet, condition ? schema.getType(condition) : parent, parents)
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value)
        if (fragment) visit(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value), parents)
      } else {
        visitField(selection, parent, parents)
      }
    }
  }

  function visitField(field: FieldNode, parent: GraphQLNamedType | undefined, parents: number) {
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined
    const type = definition ? getNamedType(definition.type) : undefined
    if (!type || !isCompositeType(type)) return
    let width = parents
    if (type.name.endsWith('Connection')) {
      const size = readNumber(field, 'first', variables) ?? readNumber(field, 'last', variables)
      if (size === null) {
        refuse(
          field,
          'MISSING_PAGINATION_BOUNDARIES',
          `You must provide a \`first\` or \`last\` value to properly paginate the \`${field.name.value}\` connection.`,
        )
      } else if (size > MAXIMUM_PAGE) {
        refuse(
          field,
          'EXCESSIVE_PAGINATION',
          `Requesting ${size} records on the \`${field.name.value}\` connection exceeds ` +
            `the \`first\` limit of ${MAXIMUM_PAGE} records.`,
        )
      }
      cost.connectionRequests += parents
      width = parents * (size ?? 1)
      cost.nodeCount += width
      if (cost.nodeCount > MAXIMUM_NODES) {
        refuse(
          field,
          'MAX_NODE_LIMIT_EXCEEDED',
          `This query requests up to ${cost.nodeCount} possible nodes which exceeds the maximum limit of ${MAXIMUM_NODES}.`,
        )
      }
    } else if (field.name.value === 'nodes' && parent?.name === 'Query') {
      width = countIds(field, variables)
      cost.nodeCount += width
      if (width > MAXIMUM_PAGE) {
        refuse(field, 'ARGUMENT_LIMIT', `You may not provide more than ${MAXIMUM_PAGE} node ids; you provided ${width}.`)
      }
    }
    if (field.selectionSet) visit(field.selectionSet, type, width)
  }

  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) visit(definition.selectionSet, schema.getQueryType() ?? undefined, 1)
  }
  cost.points = Math.max(1, Math.round(cost.connectionRequests / 100))
  return cost
}

function readArgument(field: FieldNode, name: string, variables: Record<string, unknown>): unknown {
  const argument = field.arguments?.find((candidate) => candidate.name.value === name)
  return argument ? valueFromASTUntyped(argument.value, variables) : undefined
}

function readNumber(field: FieldNode, name: string, variables: Record<string, unknown>): number | null {
  const value = readArgument(field, name, variables)
  return typeof value === 'number' ? value : null
}

function countIds(field: FieldNode, variables: Record<string, unknown>): number {
  const ids = readArgument(field, 'ids', variables)
  return Array.isArray(ids) ? ids.length : 1
}
