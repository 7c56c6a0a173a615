import { describe, expect, it } from 'vitest'
import { toLimitSignal, toPace, toPoints } from '@/lib/github/limits'
import { toRefusal } from '@/lib/github/refusals'

const NOW = Date.UTC(2026, 10, 16)

function signal(
  status: number,
  headers: Record<string, string> = {},
  more: { text?: string; isRateLimited?: boolean; attempt?: number; knownResetAt?: Date } = {},
) {
  return toLimitSignal({ status, header: (name) => headers[name] ?? null, text: '', isRateLimited: false, attempt: 0, now: NOW, ...more })
}

describe('a rate limit', () => {
  it('is read from retry-after first, in seconds or as a date', () => {
    expect(signal(403, { 'retry-after': '42', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 900) })?.seconds).toBe(
      42,
    )
    expect(signal(429, { 'retry-after': new Date(NOW + 30_000).toUTCString() })?.seconds).toBe(30)
  })

  it('is read from the reset once nothing remains', () => {
    expect(signal(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 900) })?.seconds).toBe(900)
    expect(
      signal(200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 60) }, { isRateLimited: true })?.seconds,
    ).toBe(60)
  })

  it('waits a moment where the clocks differ and the reset lies behind', () => {
    expect(signal(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 - 5) })?.seconds).toBe(1)
  })

  it('backs off exponentially from a minute where nothing is said', () => {
    const text = 'You have exceeded a secondary rate limit.'
    expect([0, 1, 2, 3].map((attempt) => signal(403, {}, { text, attempt })?.seconds)).toEqual([60, 120, 240, 480])
    expect(signal(403, {}, { text })?.reason).toBe('secondary rate limit')
  })

  it('goes by the clock of GitHub, which may be minutes off ours', () => {
    const headers = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(NOW / 1000 + 60),
      date: new Date(NOW - 600_000).toUTCString(),
    }
    expect(signal(403, headers)?.seconds).toBe(660)
  })

  it('takes the reset that was told last where an answer tells none, or one that cannot be', () => {
    const knownResetAt = new Date(NOW + 300_000)
    expect(signal(200, {}, { isRateLimited: true, knownResetAt })?.seconds).toBe(300)
    expect(signal(200, { 'x-ratelimit-reset': '99999999999' }, { isRateLimited: true, knownResetAt })?.seconds).toBe(300)
    expect(signal(200, {}, { isRateLimited: true, knownResetAt: new Date(NOW - 1) })?.seconds).toBe(60)
  })

  it.each(['soon', 'soon 5', '-7', '1e3', '0x10', 'Infinity', '2026-11-16'])('waits a minute where retry-after is %s', (value) => {
    expect(signal(403, { 'retry-after': value }, { attempt: 3 })).toEqual({
      reason: 'rate limit; GitHub does not say for how long',
      seconds: 60,
    })
  })

  it('waits longer where the reset lies behind again and again', () => {
    const behind = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 - 5) }
    expect([0, 1, 2].map((attempt) => signal(403, behind, { attempt })?.seconds)).toEqual([1, 120, 240])
  })

  it('is not any 403, and not an answer that merely leaves no points', () => {
    expect(signal(403, { 'x-ratelimit-remaining': '10' }, { text: 'Resource not accessible by integration' })).toBeNull()
    expect(signal(200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' })).toBeNull()
    expect(signal(502)).toBeNull()
  })
})

describe('the pace', () => {
  const pace = (left: number | null, limit: number | null, inSeconds: number) =>
    toPace({ left, limit, resetAt: new Date(NOW + inSeconds * 1000) }, NOW)

  it('leaves one of fifty points to others, and waits until they are new', () => {
    expect(pace(101, 5_000, 900)).toBeNull()
    expect(pace(100, 5_000, 900)).toEqual({ reason: "the hour's points are used up but 100", seconds: 900 })
    expect(pace(100, null, 900)?.seconds).toBe(900)
    expect(pace(240, 12_500, 900)?.seconds).toBe(900)
  })

  it('waits for nothing that is unknown, over, or cannot be', () => {
    expect(pace(null, 5_000, 900)).toBeNull()
    expect(pace(0, 5_000, -1)).toBeNull()
    expect(pace(0, 5_000, 100_000)).toBeNull()
    expect(toPace({ left: 0, limit: 5_000, resetAt: null }, NOW)).toBeNull()
  })
})

describe('points', () => {
  it("follow GitHub's published formula", () => {
    expect([0, 1, 149, 150, 240, 249, 250].map(toPoints)).toEqual([1, 1, 1, 2, 2, 2, 3])
  })
})

describe('a refusal', () => {
  const line = (status: number, headers: Record<string, string> = {}, text = '') =>
    toRefusal(status, (name) => headers[name] ?? null, text)?.message ?? null

  it('is one line that names what is wrong', () => {
    expect(line(401)).toBe('GitHub does not accept the token (401 Bad credentials).')
    expect(line(403, { 'x-github-sso': 'required; url=https://github.com/orgs/x/sso' })).toMatch(/single sign-on/)
    expect(line(403, {}, 'Resource not accessible by integration\nand more')).toBe(
      'The token may not do this (403: Resource not accessible by integration).',
    )
    expect(line(404)).toMatch(/no GitHub API at this address/)
    expect(line(422, {}, 'odd')).toBe('GitHub refuses the request (422: odd).')
  })

  it('is nothing where the answer can be used', () => {
    expect(line(200)).toBeNull()
  })
})
