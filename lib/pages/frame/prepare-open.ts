/**
 * Tables that stay closed until somebody opens them: what the address opens, and the address that opens one more. A name
 * that no table of the page has opens nothing.
 */
export interface OpenTables {
  isOpen: (name: string) => boolean
  /** The page as it is, with this table open too. */
  toHref: (name: string) => string
  /** The page with every table open, for paper and for readers without scripts. */
  allHref: string
  /** The name of the one table that is asked for alone, without the page around it; null: the page. */
  alone: string | null
}

const ALL = 'all'
/** No page has more tables; an address may say anything. */
const MOST_NAMES = 50

type Search = Record<string, string | string[] | undefined>

export function prepareOpenTables(path: string, search: Search): OpenTables {
  const named = typeof search.open === 'string' ? search.open.split(',') : []
  const asked = named.filter((name) => /^[a-z-]+$/i.test(name)).slice(0, MOST_NAMES)
  const kept = Object.entries(search).flatMap(([name, value]) =>
    name === 'open' || name === 'alone' || value === undefined ? [] : [value].flat().map((one) => [name, one]),
  )
  const toAddress = (open: string) => `${path}?${new URLSearchParams([...kept, ['open', open]]).toString().replaceAll('%2C', ',')}`
  return {
    isOpen: (name) => asked.includes(ALL) || asked.includes(name),
    toHref: (name) => `${toAddress([...new Set([...asked, name])].join(','))}#${toTableId(name)}`,
    allHref: toAddress(ALL),
    alone: asked.find((name) => search.alone === toTableId(name)) ?? null,
  }
}

/** The id of the table's element. */
export function toTableId(name: string): string {
  return `table-${name}`
}
