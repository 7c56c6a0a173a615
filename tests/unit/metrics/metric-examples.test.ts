import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { capacityAdapters } from './adapters-capacity'
import { confidenceAdapters } from './adapters-confidence'
import { defectAdapters } from './adapters-defects'
import { populationAdapters } from './adapters-population'
import { trailAndPolicyAdapters } from './adapters-trail-and-policy'
import { listDifferences } from './list-differences'

/**
 * The worked examples of the metric definitions, read from the file beside this one. Another file of the same shape may
 * be put in its place: a function that is not known here, or a file without cases, fails.
 */
const file = z
  .object({
    tolerance: z.number().default(1e-6),
    cases: z.array(z.object({ id: z.string(), function: z.string(), input: z.unknown(), expected: z.unknown() })).min(1),
  })
  .parse(JSON.parse(readFileSync(new URL('./metric-examples.json', import.meta.url), 'utf8')))

const adapters: Record<string, (input: unknown) => unknown> = {
  ...capacityAdapters,
  ...confidenceAdapters,
  ...defectAdapters,
  ...populationAdapters,
  ...trailAndPolicyAdapters,
}

// A set written as a list: which rows are withheld, which points are signals.
const UNORDERED = new Set(['suppress', 'xmr'])

describe('worked examples', () => {
  it.each(file.cases.map((example) => [example.id, example.function, example] as const))('%s %s', (_id, name, example) => {
    const adapter = adapters[name]
    if (!adapter) throw new Error(`No metric answers to "${name}": add it to the adapters.`)
    const actual = adapter(example.input)
    const isUnordered = UNORDERED.has(name)
    expect(listDifferences(example.expected, actual, { tolerance: file.tolerance, isUnordered })).toEqual([])
  })
})
