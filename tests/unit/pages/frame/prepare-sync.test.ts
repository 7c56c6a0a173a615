import { describe, expect, it } from 'vitest'
import { prepareSync, type SyncStatus } from '@/lib/pages/frame/prepare-sync'

function sync(change: Partial<SyncStatus> = {}): SyncStatus {
  return {
    state: 'current',
    startedAt: null,
    syncedAt: '2026-11-16T08:56:00Z',
    ageSeconds: 240,
    message: null,
    lastError: null,
    pointsLeft: null,
    pointsResetAt: null,
    progress: { seen: 1200, stored: 1200, total: 5000, share: 0.24, pullRequestsPerMinute: 4000, secondsLeft: 57 },
    incomplete: 0,
    leftOut: 0,
    heldBefore: 0,
    pendingEvaluations: 0,
    ...change,
  }
}
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ')

describe('prepareSync', () => {
  it.each([
    [240, 'read within the hour · complete'],
    [3_599, 'read within the hour · complete'],
    [3_600, 'read 1 h ago · complete'],
    [48 * 3600 - 1, 'read 47 h ago · complete'],
    [48 * 3600, 'read 2 days ago · complete'],
  ])('says an age of %d s and completeness in the header', (ageSeconds, text) =>
    expect(plain(prepareSync(sync({ ageSeconds })).short)).toBe(text),
  )

  it('estimates a first reading', () => {
    const view = prepareSync(sync({ state: 'first', syncedAt: null, ageSeconds: null, pendingEvaluations: 40 }))
    expect(view).toMatchObject({ isRunning: true, share: 0.24 })
    expect(plain(view.progressText)).toBe('1,200 of 5,000 pull requests · 4,000 a minute · about 57 s left · 40 still to evaluate')
  })

  const read = { seen: 1200, stored: 1200, total: 1200, share: 1, pullRequestsPerMinute: null, secondsLeft: null }

  it('says how far the first figures are once everything is read, and never that they are there', () => {
    const computing = { syncedAt: null, ageSeconds: null, pendingEvaluations: 744, progress: read }
    const running = prepareSync(sync({ state: 'first', ...computing }))
    expect(plain(running.short)).toBe('being computed, 38 %')
    expect(plain(running.headline)).toBe('Everything has been read; the figures are being computed, 38 %.')
    expect(running.share).toBeCloseTo(0.38)
    const stopped = prepareSync(sync({ state: 'failed', ...computing }))
    expect(plain(stopped.short)).toBe('partly computed, 38 %')
    expect(plain(stopped.headline)).toBe('The figures are not computed yet: it stopped at 38 %.')
    expect(stopped.detail.join(' ')).toContain('next one starts where this one stopped')
    const last = prepareSync(sync({ state: 'first', ...computing, pendingEvaluations: 0 }))
    expect(plain(last.short)).toBe('being computed, 99 %')
  })

  it('says nothing of computing while later figures are made: those before are shown', () => {
    const view = prepareSync(sync({ state: 'catching_up', pendingEvaluations: 744, progress: read }))
    expect(plain(view.short)).toBe('read within the hour · catching up')
    expect(view.headline).toBe('Catching up with GitHub.')
  })

  it('guesses nothing while GitHub has not said how much there is', () => {
    const progress = { seen: 12, stored: 12, total: null, share: null, pullRequestsPerMinute: null, secondsLeft: null }
    const view = prepareSync(sync({ state: 'first', progress }))
    expect(view.share).toBeNull()
    expect(plain(view.progressText)).toBe('12 pull requests so far')
  })

  it('says what failed and what happens next', () => {
    const view = prepareSync(sync({ state: 'failed', lastError: 'The token is not accepted.' }))
    expect(view.isTroubled).toBe(true)
    expect(view.detail[0]).toBe('The token is not accepted.')
    expect(view.detail[1]).toContain('next one starts where this one stopped')
  })

  it.each([
    [{ leftOut: 2 }, '2 pull requests set aside, which no figure counts; the list below says why.'],
    [{ heldBefore: 1 }, '1 pull request set aside, which the figures shown count as before; the list below says why.'],
  ])('says of what is set aside whether the figures shown count it: %j', (counts, sentence) => {
    const view = prepareSync(sync({ state: 'partial', ...counts }))
    expect(view.detail.filter((text) => text.includes('set aside')).map(plain)).toEqual([sentence])
    expect(plain(view.short)).toContain('incomplete')
  })

  it('names what to run when nothing was ever read', () => {
    expect(prepareSync(sync({ state: 'never', syncedAt: null, ageSeconds: null })).detail.join(' ')).toContain('npm run ingest')
  })
})
