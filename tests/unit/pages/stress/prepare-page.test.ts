import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packStressSource, unpackStressSource, type PackedSource } from '@/lib/pages/stress/pack-source'
import { prepareStress, prepareStressRows } from '@/lib/pages/stress/prepare-page'
import { readStressAddress, toStressQuery, type StressQuestion } from '@/lib/pages/stress/address'
import type { StressSource } from '@/lib/pages/stress/source'
import type { ReadingBlocks } from '@/lib/metrics/document/readings'
import { makeDocument } from '../../../support/fixtures-readings'
import { anyControls, anyReading, CONTROLS, makeStressSource } from '../../../support/fixtures-stress'

const source = makeStressSource()
const ask = (change: Partial<StressQuestion> = {}) => prepareStress(source, { ...CONTROLS, scope: 'organization', ...change })
const rows = (change: Partial<StressQuestion> = {}) => prepareStressRows(source, { ...CONTROLS, scope: 'organization', ...change })
const headline = (change?: Partial<StressQuestion>) =>
  ask(change)
    .answer.headline.map(({ text }) => text)
    .join('')

const notSkipped = ({ reviewCapacity }: ReadingBlocks) => void (reviewCapacity.unanswered = { value: 0.02, low: 0.01, high: 0.04 })

describe('the answer as a sentence', () => {
  it('says no only of what was observed, with the multiple at which it breaks', () => {
    expect(headline({ scope: 'surface:billing' })).toBe('billing would not carry twice today’s changes: it breaks at 1.06× (0.90–1.26×).')
  })

  it('does not show what the interval does not', () => {
    expect(headline()).toBe('Whether Northwind would carry twice today’s changes: can’t tell. It breaks somewhere between 1.37× and 2.01×.')
  })

  it('never says no of a limit that was not reached', () => {
    expect(headline({ scope: 'surface:exports & invoices', multiple: 5 })).toBe(
      'Whether exports & invoices would carry 5× today’s changes: can’t tell. Nobody has seen its limit; at its best it gave 132 % of what is asked for today.',
    )
  })

  it('never says a bare yes', () => {
    const careful = makeStressSource(undefined, { document: makeDocument('organization', notSkipped) })
    const { answer, next } = prepareStress(careful, { ...CONTROLS, scope: 'organization', multiple: 1.2 })
    expect(answer.headline.map(({ text }) => text).join('')).toBe(
      'Northwind has shown room for 1.2× today’s changes, untried: it breaks at 1.65× (1.37–2.01×).',
    )
    expect(answer.caveat).toContain('not a proof')
    expect(next?.drill?.lead).toContain('untried')
  })

  it('says first what was skipped and how busy weeks went, and no yes beside skipped reviews', () => {
    expect(headline({ multiple: 1.2 })).toBe(
      'Whether Northwind would carry 1.2× today’s changes: can’t tell, because 18 % of its reviews are skipped.',
    )
    expect(ask().answer.seen?.replaceAll(' ', ' ')).toBe(
      '18 % of reviews were skipped (14–22 %). In its busiest weeks (1.4× the usual) 66 % were answered in time, in its quietest 95 %. Its own weeks tested it up to 1.14×.',
    )
    expect(ask().figures.slice(0, 2)).toMatchObject([
      { key: 'skipped', value: { text: '18', unit: '%' }, source: 'measured' },
      { key: 'load', words: 'it bends', interval: 'tested up to 1.14×', source: 'measured' },
    ])
  })

  it('says no no beside own weeks that held at so much', () => {
    const held = makeStressSource(undefined, {
      document: makeDocument('organization', ({ reviewCapacity }) => {
        Object.assign(reviewCapacity.loadResponse, { status: 'holds', testedUpTo: 2.2 })
        reviewCapacity.capacityPerWeek = { kind: 'observed', value: 20, low: 19, high: 21, saturatedWeeks: 8 }
      }),
    })
    const answer = (multiple: number) => prepareStress(held, { ...CONTROLS, scope: 'organization', multiple }).answer.headline.at(-1)?.text
    expect(answer(2)).toContain('can’t tell')
    expect(answer(2.5)).toContain('would not carry')
  })

  it('claims nothing as seen that a change would bring', () => {
    expect(headline({ scope: 'surface:exports & invoices', multiple: 1.1, moreMaintainers: 1 })).toBe(
      'With one more maintainer, whether exports & invoices would carry 1.1× today’s changes: can’t tell. Nobody has seen its limit; at its best it would give 189 % of what is asked for today.',
    )
    expect(headline({ scope: 'surface:billing', moreMaintainers: 1 })).toContain('it would break at 1.52×')
  })

  it('names the change and calls it modelled', () => {
    expect(headline({ scope: 'surface:billing', moreMaintainers: 1, isWithoutTop: true })).toMatch(
      /^With one more maintainer and without the busiest reviewer, billing would not carry/,
    )
    expect(ask({ moreMaintainers: 1 }).answer.evidence).toContain('With the change it would be 43, modelled.')
  })

  it('carries a yes with its caveat in every row too', () => {
    const team = { slug: 'core', name: 'Core', document: makeDocument('core', notSkipped) }
    const { teams, surfaces } = prepareStressRows(makeStressSource([team]), { ...CONTROLS, scope: 'organization', multiple: 1 })
    const words = [...surfaces, ...teams].map(({ figures }) => figures?.answer)
    expect(words).toContain('yes, untried')
    expect(words).not.toContain('yes')
  })
})

describe('the wait', () => {
  it('grows up to a multiple, shrinks down to one, and is loose near the limit', () => {
    const wait = (change: Partial<StressQuestion>) => ask(change).figures.find(({ key }) => key === 'wait')
    expect(wait({ multiple: 1.2 })?.label).toBe('First-review wait, up to')
    expect(wait({ multiple: 0.8 })?.label).toBe('First-review wait, down to')
    expect(wait({ multiple: 1.2 })?.note).not.toContain('Loose')
    expect(wait({ multiple: 0.8, scope: 'surface:billing' })?.note).toContain('Loose: today may be at its limit already')
  })
})

describe('a capacity whose limit was never reached', () => {
  const scope = 'surface:exports & invoices'
  const figure = (key: string, multiple: number) => ask({ scope, multiple }).figures.find((one) => one.key === key)
  const row = (multiple: number) => rows({ multiple }).surfaces.find(({ key }) => key === scope)?.figures

  it('says of no bad end that it is certain, in the table as beside the one', () => {
    expect(figure('overflow', 2)).toMatchObject({ value: { prefix: 'week ', text: '8', unit: 'or later' }, interval: 'week 6 to never' })
    expect(row(2)).toMatchObject({ breaks: '≥\u00a01.32×', overflow: 'week 8 or later', overflowInterval: 'week 6 to never' })
    expect(figure('wait', 2)).toMatchObject({ words: 'can’t tell', interval: 'at worst never settling' })
    expect(row(2)).toMatchObject({ wait: 'can’t tell', waitInterval: 'at worst never settling' })
    expect([figure('backlog', 2)?.value?.prefix, figure('drain', 2)?.value?.prefix]).toEqual(['≤', '≤'])
  })

  it('bounds a month’s work from below', () => {
    expect(figure('overflow', 2)?.note).toMatch(/^at least 104\u00a0reviews/)
    expect(ask({ scope }).chart?.month.label).toBe('a month’s work, ≥\u00a0104')
    expect(ask({ scope }).chart?.title).toContain('or later, or never')
  })

  it('differs from one that was seen', () => {
    const seen = rows({ multiple: 2 }).surfaces.find(({ key }) => key === 'surface:billing')?.figures
    expect(seen).toMatchObject({ wait: 'never settles', waitInterval: null })
    expect(seen?.overflow).toMatch(/^week \d+$/)
    expect(seen?.overflowInterval).toMatch(/^week \d+(–\d+| at either end)$/)
  })
})

describe('what is missing', () => {
  it('is told with its reason, and nothing is computed', () => {
    const page = ask({ scope: 'team:tooling' })
    expect(page.answer.headline.map(({ text }) => text).join('')).toBe('Tooling is not shown: its figures would show its people.')
    expect(page.answer.evidence).toContain('at least 5 are needed')
    expect([page.figures, page.chart, page.next, page.assumptions]).toEqual([[], null, null, []])
    expect(headline({ scope: 'surface:' })).toContain('nothing to put under stress')
  })

  it('stays in the table with words instead of figures', () => {
    const row = rows().teams.find(({ key }) => key === 'team:tooling')
    expect(row).toMatchObject({ figures: null, absent: 'withheld: 3\u00a0contributors, at least 5 are needed' })
  })
})

describe('rows', () => {
  it('are surfaces by their breaking multiple, and teams by name', () => {
    expect(rows().surfaces.map(({ key }) => key)).toEqual(['surface:billing', 'surface:exports & invoices', 'surface:'])
    expect(rows().teams.map(({ name }) => name)).toEqual(['Payments', 'Tooling'])
  })

  it('link to themselves with the same question', () => {
    const question: StressQuestion = { scope: 'organization', multiple: 3, moreMaintainers: 1, isWithoutTop: true, sloWeekdayHours: 8 }
    const row = prepareStressRows(source, question).surfaces[1]
    expect(row?.href).toBe('/stress-test?surface=exports+%26+invoices&m=3&more=1&without=1&slo=8')
  })
})

describe('the way to the pull requests', () => {
  it('leads to the list that each figure counts, and nowhere for a group that is withheld', () => {
    const hrefs = Object.fromEntries(source.scopes.map(({ key, listHref }) => [key, listHref]))
    expect(hrefs).toEqual({
      organization: '/?figure=capacity#pull-requests',
      'surface:exports & invoices': '/?figure=capacity&surface=exports+%26+invoices#pull-requests',
      'surface:billing': '/?figure=capacity&surface=billing#pull-requests',
      'surface:': null,
      'team:payments': '/teams/payments?figure=capacity#pull-requests',
      'team:tooling': null,
    })
    expect(ask({ scope: 'team:payments' }).answer.listHref).toBe('/teams/payments?figure=capacity#pull-requests')
  })
})

describe('the drill', () => {
  it('is concrete: which weeks, how many reviews, what to watch, what counts', () => {
    const steps = ask().next?.drill?.steps ?? []
    expect(steps.map(({ term }) => term)).toEqual(['When', 'How many', 'Watch', 'Counts as a yes', 'Stop'])
    expect(steps[0]?.text).toContain('The 4 weeks from Monday 23\u00a0Nov')
    expect(steps[1]?.text).toContain('41\u00a0reviews a week, 22.8 more than the 18.2 usually asked for')
    expect(steps[3]?.text).toContain('reaches 41 (2× of 20.5)')
  })

  it('asks for a number of reviews that adds up as it is printed', () => {
    fc.assert(
      fc.property(anyReading, fc.constantFrom(1.1, 2, 5), (reading, multiple) => {
        const one: StressSource = { ...source, scopes: [{ ...base, key: 'organization', kind: 'organization' as const, reading }] }
        const text = prepareStress(one, { ...CONTROLS, multiple, scope: 'organization' }).next?.drill?.steps[1]?.text.replaceAll(',', '')
        if (text === undefined) return
        const [, all, more, usual] = /^(\d+)\u00a0reviews? a week ([\d.]+) more than the ([\d.]+) usually/.exec(text) ?? []
        expect(Number(more) + Number(usual)).toBeCloseTo(Number(all), 6)
      }),
      { numRuns: 200 },
    )
  })

  it('comes after a change where the answer is no, and not at all below today’s arrivals', () => {
    expect(ask({ scope: 'surface:billing' }).next?.drill?.title).toBe('After a change: a review surge drill')
    expect(ask({ multiple: 1 }).next?.drill).toMatchObject({ steps: [], lead: expect.stringContaining('more than 1×') })
  })

  it('of an organisation starts where it would break first', () => {
    expect(ask().next?.drill.lead).toContain('“billing” first')
    expect(ask({ scope: 'team:payments' }).next?.drill.lead).not.toContain('billing')
  })

  it('ends in a decision', () => {
    expect(ask({ scope: 'surface:billing' }).next?.lead).toBe(
      'One more maintainer would take it from 1.06× to 1.52×, modelled. For the low end to carry 2× it would take three more maintainers, beside the 2.3 effective reviewers of today.',
    )
  })
})

describe('assumptions', () => {
  it('fill the formulas in and say what is modelled', () => {
    const assumptions = ask({ moreMaintainers: 1 }).assumptions
    expect(assumptions.find(({ symbol }) => symbol === 'λ')).toMatchObject({ numbers: '18.2 (15.9–20.5)', source: 'measured' })
    expect(assumptions.find(({ symbol }) => symbol === 'C′')).toMatchObject({
      numbers: '30 × (1 + 1 ÷ 2.30) = 43; c becomes 3',
      source: 'modelled',
    })
    expect(assumptions.find(({ symbol }) => symbol === 'm')?.source).toBe('modelled')
    expect(ask().assumptions.find(({ symbol }) => symbol === 'm')?.source).toBe('measured')
  })
})

describe('one function on the server and in the browser', () => {
  it('gives the same page for the same address, after the source has crossed the wire', () => {
    fc.assert(
      fc.property(fc.array(anyReading, { minLength: 1, maxLength: 4 }), anyControls, fc.nat(), (readings, controls, pick) => {
        const scopes = readings.map((reading, index) => ({ ...base, key: `surface:s ${index}`, reading }))
        const one: StressSource = {
          ...source,
          scopes: [{ ...base, key: 'organization', kind: 'organization' as const, reading: readings[0] ?? null }, ...scopes],
        }
        const question: StressQuestion = { ...controls, scope: one.scopes[pick % one.scopes.length]?.key ?? 'organization' }
        const received = unpackStressSource(JSON.parse(JSON.stringify(packStressSource(one))) as PackedSource)
        expect(received).toEqual(one)
        const address = new URLSearchParams(toStressQuery(question))
        const draw = (from: StressSource, asked: StressQuestion) => ({ ...prepareStress(from, asked), ...prepareStressRows(from, asked) })
        const page = draw(one, question)
        expect(draw(received, readStressAddress(address, received.scopes).question)).toEqual(page)
        expect(JSON.stringify(page)).not.toMatch(/NaN|Infinity|undefined|∞/)
      }),
      { numRuns: 200 },
    )
  })
})

const base = { kind: 'surface' as const, name: 'one', tier: null, contributors: 9, sloWeekdayHours: 24, listHref: null }
