import { describe, expect, it } from 'vitest'
import { prepareOutputChart } from '@/lib/pages/organization/prepare-output-chart'
import { FIXTURE_RANGE, makeSeries } from '../../../support/fixtures-readings'

const noise = [0.2, 0.22, 0.21, 0.23]

/** Steady counts of merges; the share without confidence wanders, and may rise at the end. */
function makeWeeks(last: number) {
  return makeSeries((readings, week) => {
    const share = week > 18 ? last : (noise[week % 4] ?? 0.2)
    const block = readings.timeToConfidentMerge
    readings.pullRequests = { ...readings.pullRequests, ready: 100 + (week % 3), merged: 100 + (week % 3), open: 0 }
    block.withoutConfidence = Math.round(100 * share)
    block.confident = 78 + (week % 4) * 4
    block.withoutConfidenceShare.value = share
  })
}

describe('the title of output against confidence', () => {
  it('says that nothing left its band where neither the counts nor the share did', () => {
    expect(prepareOutputChart(makeWeeks(0.215), FIXTURE_RANGE).title).toBe('Output and confident merges stayed within normal variation')
  })

  it('tells a share that moved while both counts stayed, so that it agrees with the head of the page', () => {
    expect(prepareOutputChart(makeWeeks(0.35), FIXTURE_RANGE).title).toBe(
      'Both counts stayed within normal variation; a smaller share of the merges was confident',
    )
  })
})
