import { isNode, type Document, type LineCounter } from 'yaml'
import type { z } from 'zod'
import { toClosest } from './closest-word'
import { listKnownKeys } from './configuration-json-schema'

/** One mistake in the file, in the shape of a UserError: what is wrong and what to do. */
export interface ConfigurationProblem {
  /** "plumbline.yml line 7: slo.target must be …" */
  message: string
  mend: string
  line: number | null
  /** Dotted path, e.g. surfaces.0.tier */
  key: string
  /** The key that a misspelt one most likely means. */
  meantKey?: string
}

/** Where a mistake was made: the document, the starts of its lines and the file's name. */
export interface Source {
  document: Document.Parsed
  lines: LineCounter
  fileName: string
}

/** What a person needs to mend one issue of the schema. */
export function toProblems(issue: z.core.$ZodIssue, source: Source): ConfigurationProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => {
      const path = [...issue.path, name]
      const known = listKnownKeys(issue.path)
      const closest = toClosest(name, known)
      const mend = closest ? `Did you mean ${closest}?` : `Known here: ${known.join(', ')}.`
      const problem = toProblem(path, 'is not a known key', mend, source)
      return closest ? { ...problem, meantKey: [...issue.path, closest].map(String).join('.') } : problem
    })
  }
  // A record's key that breaks its rule, e.g. a team slug with a space.
  if (issue.code === 'invalid_key') {
    return [toProblem(issue.path, issue.issues[0]?.message ?? 'is not a valid name', EXAMPLE, source)]
  }
  const reason = issue.message.startsWith('must') || issue.message.startsWith('needs') ? issue.message : toReason(issue)
  return [toProblem(issue.path, reason, isListExpected(issue) ? LIST : EXAMPLE, source)]
}

function isListExpected(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.expected === 'array'
}

const LIST = 'Write it as a list: [one, another], or a line with a dash for each.'
const EXAMPLE = 'Correct it as in plumbline.example.yml.'

function toReason(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    return issue.input === undefined ? `is missing (${withArticle(issue.expected)})` : `must be ${withArticle(issue.expected)}`
  }
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`
  if (issue.code === 'too_small' && issue.origin === 'string') return 'must not be empty'
  if (issue.code === 'too_small' && issue.origin === 'array') return `must hold at least ${issue.minimum}`
  if (issue.code === 'too_small') return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`
  if (issue.code === 'too_big') return `must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`
  return `is not valid (${issue.message})`
}

function withArticle(type: string): string {
  const names: Record<string, string> = {
    array: 'a list',
    object: 'a map',
    record: 'a map',
    int: 'a whole number',
    string: 'text',
    boolean: 'true or false',
  }
  return names[type] ?? `a ${type}`
}

function toProblem(path: PropertyKey[], reason: string, mend: string, source: Source): ConfigurationProblem {
  const key = path.map(String).join('.')
  const line = toLine(path, source)
  const where = line === null ? source.fileName : `${source.fileName} line ${line}`
  return { message: `${where}: ${key === '' ? 'the file' : key} ${reason}.`, mend, line, key }
}

/** The line of the key itself; where it is missing, that of the nearest thing around it. */
function toLine(path: PropertyKey[], { document, lines }: Source): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true)
    const offset = toOffset(parent, path[length - 1])
    if (offset !== null) return lines.linePos(offset).line
  }
  return null
}

function toOffset(parent: unknown, key: PropertyKey | undefined): number | null {
  if (!isNode(parent) || !('items' in parent) || !Array.isArray(parent.items)) return null
  const items: unknown[] = parent.items
  for (const [index, item] of items.entries()) {
    const name = isPair(item) ? item.key : index
    const isNamed = isNode(name) ? 'value' in name && String(name.value) === String(key) : name === key
    const node = isPair(item) ? item.key : item
    if (isNamed && isNode(node) && node.range) return node.range[0]
  }
  return null
}

function isPair(item: unknown): item is { key: unknown } {
  return typeof item === 'object' && item !== null && 'key' in item
}
