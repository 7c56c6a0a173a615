import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMPTY_QUESTION, isListAsked, parseListQuestion, toListParameters, toOrder, type ListQuestion } from '@/lib/pages/list/address'
import { LIST_FIGURES } from '@/lib/pages/list/figures'
import { FILTER_NAMES, listFilterValues } from '@/lib/pages/list/filters'
import { SORT_KEYS } from '@/lib/pages/list/order'

const choices = { surfaces: ['sign-in', 'payouts & refunds', ''], repositories: ['northwind/api', 'northwind/web'] }

const optional = <Value>(values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: null })
const question: fc.Arbitrary<ListQuestion> = fc.record({
  figure: optional(LIST_FIGURES),
  counted: optional(['yes', 'no'] as const),
  surface: optional(choices.surfaces),
  repository: optional(choices.repositories),
  filters: fc.record(Object.fromEntries(FILTER_NAMES.map((name) => [name, fc.constantFrom(...listFilterValues(name))])), {
    requiredKeys: [],
  }),
  order: fc.option(fc.record({ key: fc.constantFrom(...SORT_KEYS), isDescending: fc.boolean() }), { nil: null }),
})

describe('the address of a list', () => {
  test('holds everything: what is written into it is read out of it', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const search = new URLSearchParams(toListParameters(asked))
        expect(parseListQuestion(Object.fromEntries(search), choices)).toEqual({ question: asked, problem: null })
      }),
    )
  })

  test('empty fields of a form ask for nothing, but an empty surface is the one without a name', () => {
    const form = Object.fromEntries([...FILTER_NAMES, 'figure', 'counted', 'repository', 'sort'].map((name) => [name, '']))
    expect(parseListQuestion({ ...form, surface: '*' }, choices)).toEqual({ question: EMPTY_QUESTION, problem: null })
    expect(parseListQuestion({ surface: '' }, choices).question.surface).toBe('')
  })

  test('a wrong value is left out and told, the others hold', () => {
    const { question: read, problem } = parseListQuestion({ tier: 'T9', trail: 'covered', status: 'x' }, choices)
    expect(read.filters).toEqual({ trail: 'covered' })
    expect(problem).toBe('tier must be one of T0, T1, T2, T3, T2-T3.')
  })

  test.each([
    [{ figure: 'speed' }, 'figure must be one of capacity, confidence, catch, trail, ai.'],
    [{ surface: 'x' }, 'surface names no surface of this organisation.'],
    [{ surface: ['sign-in', 'x'] }, 'surface is given more than once.'],
    [{ repository: 'northwind/x' }, 'repository names no repository of this organisation.'],
    [{ reverted: 'yes' }, 'reverted can only be 1.'],
    [{ sort: '--hours' }, 'sort must be one of merged, ready, number, hours, wait, with - before it for the other way round.'],
    [{ sort: 'author' }, 'sort must be one of merged, ready, number, hours, wait, with - before it for the other way round.'],
  ])('%o', (search, problem) => expect(parseListQuestion(search, choices).problem).toBe(problem))

  test('nothing in it is a person', () => {
    const names = [...FILTER_NAMES, ...SORT_KEYS]
    expect(names.filter((name) => /author|reviewer|person|login|assignee|maintainers/.test(name))).toEqual([])
    expect(parseListQuestion({ author: 'somebody', reviewer: 'somebody' }, choices)).toEqual({ question: EMPTY_QUESTION, problem: null })
  })

  test('newest merge first, unless it is about waiting', () => {
    expect(toOrder(EMPTY_QUESTION)).toEqual({ key: 'merged', isDescending: true })
    expect(toOrder({ ...EMPTY_QUESTION, filters: { waiting: '1' } })).toEqual({ key: 'wait', isDescending: true })
    expect(isListAsked(EMPTY_QUESTION)).toBe(false)
    expect(isListAsked({ ...EMPTY_QUESTION, surface: '' })).toBe(true)
  })
})
