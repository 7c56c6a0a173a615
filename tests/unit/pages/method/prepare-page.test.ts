import { describe, expect, test } from 'vitest'
import { defineFigure } from '@/lib/pages/figures/define'
import { METHOD_ANCHORS, type MethodSource } from '@/lib/pages/method/prepare-parts'
import { prepareMethod } from '@/lib/pages/method/prepare-page'
import { FALSE_ALARMS } from '@/lib/pages/method/prepare-statistics'
import type { FigureKey } from '@/lib/pages/figures/pick-weekly-points'
import { BASELINE_WEEKS, prepareTrend } from '@/lib/pages/figures/prepare-trend'
import { addWeeks, toDateString } from '@/lib/dates'
import { FUNCTIONAL_WORDS } from '@/lib/metrics/defects/lexicon'
import { DEFINITIONS_VERSION } from '@/lib/metrics/document/readings'
import { withholdReadings } from '@/lib/metrics/document/withhold'
import { toDefaultConfiguration } from '@/lib/policy/configuration'
import { THRESHOLDS } from '@/lib/policy/defaults'
import type { RepositoryTiers } from '@/lib/pages/frame/page'
import { PUBLIC_BUGS } from '@/lib/pages/method/prepare-elsewhere'
import { TIER_GLOBS } from '@/lib/policy/tier-globs'
import { FIXTURE_RANGE, makeDetails, makeReadings, makeSeries } from '../../../support/fixtures-readings'

const source: MethodSource & { organization: { name: string } } = {
  organization: { name: 'Tern Harbour' },
  readings: makeReadings(),
  series: makeSeries((readings, week) => {
    readings.timeToConfidentMerge.withoutConfidenceShare.value = 0.2 + (week % 2) / 100
  }),
  details: makeDetails(),
  range: FIXTURE_RANGE,
  configuration: toDefaultConfiguration(),
  teams: 10,
  auditNote: null,
  machines: [],
}

const sectionsOf = (change: Partial<MethodSource> = {}) =>
  prepareMethod({ ...source, ...change }).groups.flatMap(({ sections }) => sections)
const textOf = (change?: Partial<MethodSource>) => JSON.stringify(sectionsOf(change)).replaceAll('\u00a0', ' ')

test('every figure has a section that its popover can lead to, with its formula and this organisation’s numbers', () => {
  const sections = sectionsOf()
  const keys: FigureKey[] = ['capacity', 'confidence', 'withoutConfidence', 'catch', 'trail', 'ai']
  for (const key of keys) {
    const section = sections.find(({ id }) => id === METHOD_ANCHORS[key])
    const definition = defineFigure(key, source.readings)
    expect(section?.blocks).toContainEqual({ kind: 'formula', plain: definition.formula, withNumbers: definition.withNumbers })
    expect(definition.withNumbers).not.toBeNull()
  }
  expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length)
})

test('each section answers in one sentence, and links inside the page lead somewhere', () => {
  const sections = sectionsOf()
  const ids = new Set(sections.map(({ id }) => `#${id}`))
  for (const { answer, blocks, name } of sections) {
    expect(answer, name).toMatch(/^[^.]+(\.\d[^.]*)*[.?]$/)
    expect(blocks.length, name).toBeGreaterThan(0)
    for (const block of blocks) if (block.kind === 'link' && block.href.startsWith('#')) expect(ids).toContain(block.href)
  }
})

test('settings come from the code that runs', () => {
  const text = textOf()
  for (const glob of Object.values(TIER_GLOBS).flat()) expect(text).toContain(glob)
  expect(text).toContain(JSON.stringify(FUNCTIONAL_WORDS.source).slice(1, -1))
  expect(text).toContain(`version ${DEFINITIONS_VERSION}`)
  const configuration = toDefaultConfiguration()
  configuration.tiers.globs = { T3: ['services/ledger/**'] }
  configuration.slo = { ...configuration.slo, limitWeekdayHours: 16 }
  const own = textOf({ configuration })
  expect(own).toContain('T3, yours')
  expect(own).toContain('services/ledger/**')
  expect(own).toContain('within 16 h of weekdays')
})

test('every threshold says what holds and why; what real data showed is said where something was', () => {
  const listed = sectionsOf().flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'choices' ? block.choices : [])))
  expect(listed.length).toBeGreaterThan(25)
  expect(new Set(listed.map(({ name }) => name)).size).toBe(listed.length)
  for (const { why, shown, unknown } of listed)
    for (const sentence of [why, shown, unknown]) if (sentence) expect(sentence).toMatch(/[.:]$|\.$/)
  expect(listed.filter(({ shown }) => shown !== null).length).toBeGreaterThan(10)
  const { share, weeks } = THRESHOLDS.tiersNotConfigured
  expect(listed.find(({ name }) => name === 'Tiers not configured')?.inForce).toContain(
    `${share * 100}\u00a0% of the merges of ${weeks} weeks`,
  )
})

describe('what was found here', () => {
  const state: RepositoryTiers = {
    repositoryId: 'R_1',
    repository: 'tern/engine',
    state: 'not_configured',
    sinceOn: '2026-09-07',
    decidedOn: '2026-11-16',
    merges: 40,
    unmatched: 31,
  }
  const found = (change: Partial<MethodSource>, id: string) => sectionsOf(change).find((section) => section.id === id)

  test('names the repositories whose tiers are not configured, with their counts', () => {
    const section = found({ tierStates: [state, { ...state, repository: 'tern/app', state: 'configured' }] }, 'tiers-configured')
    expect(section?.answer).toBe('In 1 of 2\u00a0repositories tiers are not configured: path rules know few of the merges there.')
    expect(section?.blocks).toContainEqual({
      kind: 'terms',
      terms: [{ term: 'tern/engine', detail: expect.stringContaining('31 of 40\u00a0merges have a file that no rule knows') as string }],
    })
    expect(found({ tierStates: [] }, 'tiers-configured')?.answer).toContain('in every repository')
  })
})

test('what went wrong elsewhere is listed once each, by its mark', () => {
  const marks = PUBLIC_BUGS.map(([mark]) => mark)
  expect(marks.length).toBeGreaterThan(15)
  expect(new Set(marks).size).toBe(marks.length)
  for (const mark of marks) expect(textOf()).toContain(`"${mark}"`)
})

test('a withheld organisation has no number on the page', () => {
  const page = prepareMethod({ ...source, readings: withholdReadings(source.readings), series: makeSeries(() => false), details: null })
  const formulas = page.groups.flatMap(({ sections }) =>
    sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'formula')),
  )
  expect(formulas.length).toBeGreaterThan(10)
  expect(formulas.every((block) => block.withNumbers === null)).toBe(true)
  expect(page.opening).toContain('without numbers')
})

test('the audit, where there is one, stands in the section of the catch rate', () => {
  expect(textOf()).toContain('Not yet audited: nobody has checked the rule by hand here')
  expect(textOf({ auditNote: 'Hand audit of 50 threads: precision 88 %.' })).toContain('precision 88 %.')
})

describe('false alarms', () => {
  // 4,000 ranges of weeks that only vary: a linear congruential generator and Box–Muller, so each run is the same.
  const ranges = 4_000
  const random = makeRandom(20_261_121)
  const weeks = Array.from({ length: 2 * BASELINE_WEEKS }, (_, index) => toDateString(addWeeks(new Date('2026-01-05'), index)))
  const from = weeks[BASELINE_WEEKS] ?? ''
  let any = 0
  let standing = 0
  for (let trial = 0; trial < ranges; trial += 1) {
    const points = weeks.map((week) => ({ week: '2026-W01', from: week, value: random() }))
    const trend = prepareTrend(points, { from, to: '2026-12-28' })
    const mean = points.slice(BASELINE_WEEKS).reduce((sum, { value }) => sum + value, 0) / BASELINE_WEEKS
    const before = trend.limits?.mean ?? NaN
    if (trend.signals.length > 0) any += 1
    if (trend.direction === (mean > before ? 'up' : 'down')) standing += 1
  }

  test('the page says what the product’s own rule gives', () => {
    expect(Math.abs(any / ranges - FALSE_ALARMS.any)).toBeLessThan(0.02)
    expect(Math.abs(standing / ranges - FALSE_ALARMS.standing), String(standing / ranges)).toBeLessThan(0.015)
  })

  test('more teams, more of them', () => {
    expect(textOf({ teams: 10 })).toContain(`about ${(40 * FALSE_ALARMS.standing).toFixed(1)} such sentences`)
  })
})

function makeRandom(seed: number): () => number {
  let state = seed
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 0.5) / 4_294_967_296
  }
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}

test('accounts that are no person are listed, each with why', () => {
  const none = { comments: null, alike: null, pullRequests: null, beginning: null }
  const counted = {
    login: 'nightly',
    source: 'counted',
    comments: 40,
    alike: 38,
    pullRequests: 21,
    beginning: 'Preview of this change\nis ready',
  } as const
  const text = textOf({ machines: [{ login: 'build', source: 'configured', ...none }, counted] })
  expect(text).toContain('2 accounts that GitHub lists as a person are counted as none.')
  expect(text).toContain('{"term":"build","detail":"named in plumbline.yml"}')
  expect(text).toContain('38 of 40 comments begin alike, on up to 21 pull requests: “Preview of this change is ready”')
  expect(textOf()).toContain('No account that GitHub lists as a person is known to be a machine here.')
})
