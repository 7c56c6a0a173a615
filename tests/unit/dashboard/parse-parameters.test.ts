import { expect, test } from 'vitest'
import { parameterSchemas, parseParameters, toParameters } from '@/lib/dashboard/parse-parameters'
import { RequestProblem } from '@/lib/dashboard/problem'

function problemOf(kind: keyof typeof parameterSchemas, search: string): string {
  try {
    parseParameters<(typeof parameterSchemas)[keyof typeof parameterSchemas]>(
      parameterSchemas[kind],
      toParameters(new URLSearchParams(search)),
    )
  } catch (error) {
    if (error instanceof RequestProblem) return `${error.status} ${error.parameter}: ${error.message}`
    throw error
  }
  return 'none'
}

test('dates are UTC midnights, instants keep their offset', () => {
  const search = new URLSearchParams('from=2026-08-24&to=2026-11-16&asOf=2026-11-16T05:45:00%2B05:45')
  expect(parseParameters(parameterSchemas.metrics, toParameters(search))).toEqual({
    from: new Date('2026-08-24T00:00:00Z'),
    to: new Date('2026-11-16T00:00:00Z'),
    asOf: new Date('2026-11-16T00:00:00Z'),
  })
})

test('a date stands for its midnight where an instant is wanted', () => {
  expect(parseParameters(parameterSchemas.series, { asOf: '2026-08-20', weeks: '4' })).toEqual({
    asOf: new Date('2026-08-20T00:00:00Z'),
    weeks: 4,
  })
})

test.each([
  ['metrics', 'from=yesterday', '400 from: from must be a date such as 2026-11-16.'],
  ['metrics', 'from=2026-02-30', '400 from: from must be a date such as 2026-11-16.'],
  ['metrics', 'from=0000-01-01', '400 from: from must be a date such as 2026-11-16.'],
  ['metrics', 'asOf=0000-01-01T00:00:00Z', '400 asOf: asOf must be an instant such as 2026-11-16T00:00:00Z.'],
  ['metrics', 'from=', '400 from: from must be a date such as 2026-11-16.'],
  ['metrics', 'to=2026-11-16T00:00:00Z', '400 to: to must be a date such as 2026-11-16.'],
  ['metrics', 'from=2026-01-01&from=2026-01-02', '400 from: from is given more than once.'],
  ['metrics', 'asOf=now', '400 asOf: asOf must be an instant such as 2026-11-16T00:00:00Z.'],
  ['metrics', 'asOf=2026-11-16T00:00:00+01:00', '400 asOf: asOf must write the plus sign of an offset as %2B.'],
  ['metrics', 'asof=2026-11-16', '400 asof: asof is not a parameter of this path.'],
  ['metrics', 'weeks=3', '400 weeks: weeks is not a parameter of this path.'],
  ['metrics', '__proto__=1', '400 __proto__: __proto__ is not a parameter of this path.'],
  ['series', 'weeks=0', '400 weeks: weeks must be a whole number from 1 to 104.'],
  ['series', 'weeks=105', '400 weeks: weeks must be a whole number from 1 to 104.'],
  ['series', 'weeks=2.5', '400 weeks: weeks must be a whole number from 1 to 104.'],
  ['series', 'weeks=-1', '400 weeks: weeks must be a whole number from 1 to 104.'],
  ['series', 'from=2026-01-01', '400 from: from is not a parameter of this path.'],
  ['none', 'page=2', '400 page: page is not a parameter of this path.'],
] as const)('%s?%s is refused by name', (kind, search, problem) => {
  expect(problemOf(kind, search)).toBe(problem)
})
