import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { field } from '@/lib/metrics/document/field'
import { listLeaves, readLeaf } from '@/lib/metrics/document/leaves'
import { readingBlocksSchema } from '@/lib/metrics/document/readings'
import { tierComplianceCounts } from '@/lib/metrics/document/scope-details'
import { prepareWithheld, withholdReadings } from '@/lib/metrics/document/withhold'
import { expectKeys, expectWithheld, fill } from '@/tests/support/declared-document'

const filled = readingBlocksSchema.parse(fill(readingBlocksSchema))
const leaves = listLeaves(readingBlocksSchema)

describe('the withheld form of the readings', () => {
  const withheld = withholdReadings(filled)

  test('is a document of readings, with every key', () => {
    expect(readingBlocksSchema.parse(withheld)).toEqual(withheld)
    expectKeys(readingBlocksSchema, withheld)
  })

  test('has every figure null and every status withheld', () => {
    for (const { path } of leaves) expect(readLeaf(filled, path), path.join('.')).not.toBeNull()
    expectWithheld(withheld)
  })

  test('keeps the settings and how many people there are, and no other number', () => {
    const numbers = leaves.filter(({ path }) => typeof readLeaf(withheld, path) === 'number').map(({ path }) => path.join('.'))
    expect(numbers).toEqual(['contributors', 'reviewCapacity.slo.limitWeekdayHours', 'reviewCapacity.slo.target'])
    for (const path of numbers) expect(readLeaf(withheld, path.split('.'))).toBe(readLeaf(filled, path.split('.')))
  })

  test('leaves what it was given as it was', () => {
    expect(filled).toEqual(fill(readingBlocksSchema))
  })
})

test('the withheld row of a tier has nulls only', () => {
  expect(prepareWithheld(tierComplianceCounts)()).toEqual({
    merged: null,
    compliant: null,
    notCompliant: null,
    notAssessable: null,
    share: { value: null, low: null, high: null },
    missing: null,
    bypassed: null,
    ruleKnown: null,
    reverts: { matured: null, reverted: null, rate: { value: null, low: null, high: null }, medianHours: null },
  })
})

test('a figure that can be neither null nor kept is a mistake of its declaration', () => {
  expect(() => prepareWithheld(z.object({ total: z.object({ n: field(z.number(), 'n') }) }))).toThrow(
    'total.n can be neither null nor kept',
  )
})
