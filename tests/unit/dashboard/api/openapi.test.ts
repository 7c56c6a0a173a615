import { expect, test } from 'vitest'
import { z } from 'zod'
import { buildOpenApi } from '@/lib/dashboard/api/openapi'
import { listLeaves } from '@/lib/metrics/document/leaves'
import { readingsDocumentSchema } from '@/lib/metrics/document/readings'

interface Described {
  $ref?: string
  anyOf?: Described[]
  type?: string | string[]
  enum?: unknown[]
  description?: string
  properties?: Record<string, Described>
}

const { schemas } = z
  .object({
    schemas: z.record(
      z.string(),
      z.custom<Described>((value) => typeof value === 'object'),
    ),
  })
  .parse(JSON.parse(JSON.stringify(buildOpenApi().components)))

function resolve(schema: Described): Described {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? schema : { ...schemas[name], ...schema }
}

function describePath(path: string[]): Described | undefined {
  return path.reduce<Described | undefined>((schema, key) => schema && resolve(schema).properties?.[key], schemas.Readings)
}

test('every leaf of the document is there, with the description of its declaration', () => {
  for (const { path, schema } of listLeaves(readingsDocumentSchema)) {
    const described = describePath(path)
    expect(described, path.join('.')).toBeDefined()
    expect(described && resolve(described).description, path.join('.')).toBe(z.globalRegistry.get(schema)?.description)
  }
  expect(describePath(['timeToConfidentMerge', 'n'])?.description).toMatch(/^Pull requests ready in the range/)
})

test('what may be null says so, and nothing else does', () => {
  for (const { path, schema } of listLeaves(readingsDocumentSchema)) {
    const { type, anyOf } = resolve(describePath(path) ?? {})
    const isNullable = [type].flat().includes('null') || (anyOf ?? []).some((option) => option.type === 'null')
    expect(isNullable, path.join('.')).toBe(schema instanceof z.ZodNullable)
  }
})

test('nothing of what only the house needs is printed', () => {
  expect(JSON.stringify(schemas)).not.toMatch(/"(column|withheld)":/)
})
