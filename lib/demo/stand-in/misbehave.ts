import { encodeCursor } from './connection'
import type { GitHubError } from './errors'
import type { GitHubAnswer } from './execute'
import type { ParsedFault } from './faults'

// What GitHub does to an answer without saying so: the answer is a 200 and has no errors.

type Fields = Record<string, unknown>
interface List {
  nodes: unknown[]
  totalCount?: number
  pageInfo?: { hasNextPage: boolean; endCursor: string | null }
}

/** What a list held or said on an earlier page, by the id of the node that it hangs on. */
type Memory = Map<string, unknown>

export function misbehave(answer: GitHubAnswer, fault: ParsedFault, memory: Memory): void {
  const { data } = answer
  if (!isFields(data)) return
  switch (fault.kind) {
    case 'lose':
      return forEachList(data, fault.list, (list) => lose(list, fault.every, fault.how))
    case 'repeat':
      return forEachList(data, fault.list, (list, owner) => repeat(list, fault.where, owner, memory))
    case 'loop':
      return forEachList(data, fault.list, (list, owner) => loop(list, fault.cursor, owner, memory))
    case 'set':
      return setEverywhere(data, fault.field, fault.value)
    case 'withhold':
      for (const [name, nodes] of Object.entries(data)) {
        if (!Array.isArray(nodes)) continue
        const kept = nodes.map((node: unknown) => (isOf(node, fault.of) && toNumber(node) % fault.oneOf === 0 ? null : node))
        data[name] = kept
        answer.errors = answer.errors?.filter(({ path }) => path?.[0] !== name || kept[Number(path[1])] !== null)
      }
      return
    case 'swap':
      return forEachList(data, 'nodes', ({ nodes }) => {
        nodes.unshift(nodes.pop())
        answer.errors = answer.errors?.map((error) => ({ ...error, path: toSwapped(error.path, nodes.length) }))
      })
    default:
  }
}

function isOf(node: unknown, beginning = ''): boolean {
  return isFields(node) && String(node['id']).startsWith(beginning)
}

/** Out of the id alone. */
function toNumber(node: unknown): number {
  return isFields(node) ? Buffer.from(String(node['id'])).reduce((sum, byte) => sum + byte, 0) : 1
}

function toSwapped(path: GitHubError['path'], length: number): GitHubError['path'] {
  const [list, index, ...rest] = path ?? []
  return list === 'nodes' && typeof index === 'number' ? [list, (index + 1) % length, ...rest] : path
}

function lose(list: List, every: number, how: 'drop' | 'null' | 'end') {
  if (how === 'end') {
    if (list.pageInfo) list.pageInfo.hasNextPage = false
    return
  }
  const isLost = (index: number) => index % every === every - 1
  if (how === 'drop') list.nodes = list.nodes.filter((_, index) => !isLost(index))
  else list.nodes = list.nodes.map((node, index) => (isLost(index) ? null : node))
}

function repeat(list: List, where: 'page' | 'next', owner: string, memory: Memory) {
  const last = list.nodes.at(-1)
  const before = memory.get(owner)
  if (where === 'page' && last !== undefined) list.nodes.push(last)
  if (where === 'next' && before !== undefined) list.nodes = [before, ...list.nodes.slice(1)]
  if (list.pageInfo?.hasNextPage) memory.set(owner, last)
  else memory.delete(owner)
}

function loop({ pageInfo }: List, cursor: 'same' | 'new', owner: string, memory: Memory) {
  if (!pageInfo) return
  const pages = Number(memory.get(owner) ?? 0) + 1
  memory.set(owner, pages)
  pageInfo.hasNextPage = true
  // As a number, any row of zeros is the first place.
  pageInfo.endCursor = encodeCursor('0'.repeat(cursor === 'same' ? 1 : pages))
}

function setEverywhere(value: unknown, field: string, to: unknown) {
  if (Array.isArray(value)) for (const item of value) setEverywhere(item, field, to)
  if (!isFields(value)) return
  for (const [name, inner] of Object.entries(value)) {
    if (name === field) value[name] = to
    else setEverywhere(inner, field, to)
  }
}

/** `nodes` is the answer to nodes(ids) itself. */
function forEachList(data: Fields, name: string, change: (list: List, owner: string) => void) {
  if (name === 'nodes') {
    if (isList(data)) change(data, 'nodes')
    return
  }
  visit(data, 'answer')

  function visit(value: unknown, owner: string) {
    if (Array.isArray(value)) for (const item of value) visit(item, owner)
    if (!isFields(value)) return
    const id = typeof value['id'] === 'string' ? value['id'] : owner
    for (const [field, inner] of Object.entries(value)) {
      if (field === name && isList(inner)) change(inner, id)
      visit(inner, id)
    }
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isList(value: unknown): value is List {
  return isFields(value) && Array.isArray(value['nodes'])
}
