import { expect, it } from 'vitest'
import { BatchWidth } from '@/lib/jobs/read-narrowing'

it('halves down to one', () => {
  const width = new BatchWidth(24, 24)
  const seen = [24]
  for (let tries = 0; tries < 6; tries += 1) {
    width.halve(width.value)
    seen.push(width.value)
  }
  expect(seen).toEqual([24, 12, 6, 3, 1, 1, 1])
})

it('grows by a quarter after four good batches, and stops at the maximum', () => {
  const width = new BatchWidth(8, 12)
  const after = (batches: number) => {
    for (let good = 0; good < batches; good += 1) width.succeed()
    return width.value
  }
  expect([after(3), after(1), after(4), after(4), after(4)]).toEqual([8, 10, 12, 12, 12])
})

it('counts good batches anew after trouble', () => {
  const width = new BatchWidth(8, 24)
  for (let good = 0; good < 3; good += 1) width.succeed()
  width.halve(8)
  width.succeed()
  expect(width.value).toBe(4)
})

it('halves what was tried, which may be less than the width', () => {
  const width = new BatchWidth(24, 24)
  width.halve(5)
  expect(width.value).toBe(2)
})

it('goes back to where it was once the trouble turns out to be one poison node', () => {
  const width = new BatchWidth(20, 24)
  for (const tried of [20, 10, 5, 2]) width.halve(tried)
  expect(width.value).toBe(1)
  width.forgive()
  expect(width.value).toBe(20)
})

it('takes a stored width within its bounds', () => {
  expect([new BatchWidth(0, 24).value, new BatchWidth(99, 24).value]).toEqual([1, 24])
})
