import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderCsv, renderReason, type CsvCell, type CsvColumn } from '@/lib/dashboard/download/csv'
import { negotiateForm } from '@/lib/dashboard/download/negotiate'
import { PULL_REQUEST_COLUMNS } from '@/lib/dashboard/download/pull-request-columns'
import { TEAM_COLUMNS, SERIES_COLUMNS, SURFACE_COLUMNS } from '@/lib/dashboard/download/readings-columns'
import { replyDownload, toFileName } from '@/lib/dashboard/download/reply-download'

const columns: CsvColumn<CsvCell[]>[] = [0, 1, 2].map((index) => ({ name: `column_${index}`, value: (row) => row[index] ?? null }))
// A reader that takes any line end for one, as spreadsheets do.
const read = (text: string): string[][] => parse(text, { record_delimiter: ['\r\n', '\n', '\r'] })

describe('renderCsv', () => {
  test('a header, CRLF, every text in quotes, nothing for null', () => {
    expect(
      renderCsv(columns, [
        ['a,b', 'say "x"', null],
        [1.5, true, 'two\nlines'],
      ]),
    ).toBe('"column_0","column_1","column_2"\r\n"a,b","say ""x""",\r\n1.5,true,"two\nlines"\r\n')
  })

  test('a text with a semicolon is one cell where semicolons separate cells, too', () => {
    expect(renderCsv(columns, [['a;=1+1', ';@x', '']]).split('\r\n')[1]).toBe('"a;=1+1",";@x",""')
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠x', '=HYPERLINK("http://x","y")'])(
    '%j is no formula any more',
    (text) => {
      expect(read(renderCsv(columns, [[text, text, text]]))[1]).toEqual([`'${text}`, `'${text}`, `'${text}`])
    },
  )

  test('numbers stay numbers, negative ones too', () => {
    expect(renderCsv(columns, [[-1.5, 0, 1e21]])).toContain('-1.5,0,1e+21')
  })

  test('whatever a title holds comes back, and nothing begins a formula', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '=', '+', '-', '@', '\t', "'", 'a') }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
        const [, ...back] = read(renderCsv(columns, rows))
        expect(back).toHaveLength(rows.length)
        back.forEach((cells, row) =>
          cells.forEach((text, index) => {
            expect(text).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
            expect([rows[row]?.[index], `'${rows[row]?.[index]}`]).toContain(text)
          }),
        )
      }),
      { numRuns: 500 },
    )
  })

  test('a file without rows says why', () => {
    expect(renderReason('withheld: too few')).toBe('"status"\r\n"withheld: too few"\r\n')
  })
})

test('names of columns are unique, and none is a person', () => {
  const tables: { name: string }[][] = [PULL_REQUEST_COLUMNS, TEAM_COLUMNS, SERIES_COLUMNS, SURFACE_COLUMNS]
  for (const table of tables) {
    const names = table.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z0-9_]+$/)
    expect(names.filter((name) => /author|login|person|maintainer|assignee|^reviewer/.test(name))).toEqual([])
  }
})

test.each([
  [null, 'json'],
  ['*/*', 'json'],
  ['application/json', 'json'],
  ['text/csv', 'csv'],
  ['text/csv;q=0.5, application/json', 'json'],
  ['application/json;q=0.5, text/csv', 'csv'],
  ['text/*', 'csv'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'json'],
  ['text/html', 'json'],
  ['nonsense', 'json'],
] as const)('Accept %s is answered in %s', (accept, form) => {
  expect(negotiateForm(new Request('http://plumbline.test', accept === null ? {} : { headers: { accept } }))).toBe(form)
})

describe('replyDownload', () => {
  test('a file has a name without surprises, and a byte order mark only as CSV', async () => {
    const reply = replyDownload({ fileName: 'plumbline-north/wind-"x"; é', form: 'csv', body: 'a\r\n' })
    expect(reply.headers.get('content-disposition')).toBe('attachment; filename="plumbline-north-wind-x.csv"')
    expect(new Uint8Array(await reply.arrayBuffer()).slice(0, 4)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))
    expect(await replyDownload({ fileName: 'x', form: 'json', body: '[]\n' }).text()).toBe('[]\n')
    expect(toFileName('--a..b / c')).toBe('a..b-c')
  })

  test('a list is sent as it is read, and a failure half-way breaks the file', async () => {
    const reply = replyDownload({
      fileName: 'x',
      form: 'json',
      body: (async function* () {
        yield 'one '
        yield 'two'
      })(),
    })
    expect(await reply.text()).toBe('one two')
    const failing = replyDownload({
      fileName: 'x',
      form: 'csv',
      body: (async function* (): AsyncGenerator<string> {
        yield 'one'
        throw new Error('gone')
      })(),
    })
    await expect(failing.text()).rejects.toThrow('gone')
  })
})
