import { describe, expect, it } from 'vitest'
import { computeQueueAges } from '@/lib/metrics/capacity/queue'

const at = (day: number) => new Date(Date.UTC(2026, 2, day))

describe('the queue', () => {
  it('gives ages where there are enough of them', () => {
    expect(computeQueueAges([], at(9))).toEqual({ open: 0, p50Hours: null, p90Hours: null, oldestHours: null })
    const six = [1, 2, 3, 4, 5, 6].map(at)
    expect(computeQueueAges(six, at(9))).toEqual({ open: 6, p50Hours: 132, p90Hours: null, oldestHours: 192 })
    expect(computeQueueAges(six.slice(1), at(9)).p50Hours).toBeNull()
  })
})
