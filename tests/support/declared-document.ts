import { expect } from 'vitest'
import { z } from 'zod'
import { fields } from '@/lib/metrics/document/field'
import { listLeaves, readLeaf } from '@/lib/metrics/document/leaves'
import { readingBlocksSchema, type ReadingBlocks } from '@/lib/metrics/document/readings'

/** Something that the schema allows, nowhere null or empty. A kind of schema that it does not know is an error. */
export function fill(schema: z.core.$ZodType): unknown {
  if (schema instanceof z.ZodNullable) return fill(schema.unwrap())
  if (schema instanceof z.ZodObject) return Object.fromEntries(Object.entries(schema.shape).map(([key, part]) => [key, fill(part)]))
  if (schema instanceof z.ZodEnum) return schema.options[0]
  if (schema instanceof z.ZodRecord) {
    const { keyType, valueType } = schema
    return { [keyType instanceof z.ZodEnum ? String(keyType.options[0]) : 'some']: fill(valueType) }
  }
  if (schema instanceof z.ZodNumber) return 0.25
  throw new Error(`Do not know how to fill a ${schema._zod.def.type}`)
}

/** The answer has every declared key in the order of its declaration, and no other. */
export function expectKeys(schema: z.core.$ZodType, value: unknown, path = 'document'): void {
  if (!(schema instanceof z.ZodObject)) return
  const object = z.record(z.string(), z.unknown()).parse(value)
  expect(Object.keys(object), path).toEqual(Object.keys(schema.shape))
  for (const [key, part] of Object.entries(schema.shape)) expectKeys(part, object[key], `${path}.${key}`)
}

/** Nothing is told but what the declaration keeps, and every status says why. */
export function expectWithheld(blocks: ReadingBlocks): void {
  for (const { path, schema } of listLeaves(readingBlocksSchema)) {
    const withheld = fields.get(schema)?.withheld
    if (withheld === 'kept') continue
    const empty = schema instanceof z.ZodRecord ? {} : null
    expect(readLeaf(blocks, path), path.join('.')).toEqual(withheld?.word ?? empty)
    if (/status$/i.test(path.at(-1) ?? '')) expect(withheld, path.join('.')).toEqual({ word: 'withheld' })
  }
}
