import { stringify } from 'csv-stringify/sync'

export type CsvCell = string | number | boolean | null

export interface CsvColumn<Row> {
  /** Header, with the unit where there is one: queue_oldest_hours. */
  name: string
  value: (row: Row) => CsvCell
}

/**
 * RFC 4180 lines: CRLF, every text in quotes, null as nothing. Quotes also where RFC 4180 needs none, since a spreadsheet
 * whose separator is the semicolon would otherwise take "a;=1+1" for two cells, the second a formula. A text that a spreadsheet would run as a formula
 * gets an apostrophe in front of it (OWASP, "CSV Injection": = + - @, tab, CR, LF and their full-width forms), since titles and
 * names come from whoever can open a pull request; numbers stay numbers.
 */
export function renderCsvRows<Row>(columns: CsvColumn<Row>[], rows: Iterable<Row>): string {
  return render([...rows].map((row) => columns.map(({ value }) => toCell(value(row)))))
}

export function renderCsvHeader<Row>(columns: CsvColumn<Row>[]): string {
  return render([columns.map(({ name }) => name)])
}

export function renderCsv<Row>(columns: CsvColumn<Row>[], rows: Iterable<Row>): string {
  return renderCsvHeader(columns) + renderCsvRows(columns, rows)
}

function render(cells: CsvCell[][]): string {
  return stringify(cells, { record_delimiter: 'windows', quoted_string: true, escape_formulas: true, cast: { boolean: String } })
}

/** The library guards every other beginning. */
function toCell(cell: CsvCell): CsvCell {
  return typeof cell === 'string' && cell.startsWith('\n') ? `'${cell}` : cell
}

/** A file that has no rows says why. */
export function renderReason(reason: string): string {
  return renderCsv([{ name: 'status', value: (text: string) => text }], [reason])
}
