import type { ViewUse } from '@/lib/auth/view'
import { LIST_PARAMETERS } from '@/lib/pages/list/address'
import { STRESS_PARAMETERS } from '@/lib/pages/stress/keep-question'

/** An address of a page that is kept, and what the page shows of what its reader may see. */
export interface PageAddress {
  /** Path and known parameters in one order: what else was sent is neither in the key nor known to the drawing. */
  address: string
  use: ViewUse
  isOfRange: boolean
}

interface KnownPage {
  path: RegExp
  /** A parameter that is missing here never reaches the page: who adds one to a page adds it here. */
  parameters: readonly string[]
  toUse: (parameters: URLSearchParams, team: string) => ViewUse
}

const DATES = ['from', 'to', 'asOf']
/** A cursor holds the range of its list. */
const OF_RANGE = [...DATES, 'cursor']
const RANGE = [...DATES, 'open', 'alone']

/**
 * The pages that are drawn once for many. Not among them, so drawn for whoever asks: /sync, whose progress moves all the
 * time, and forms (the audits), which are somebody's own.
 */
const PAGES: readonly KnownPage[] = [
  {
    path: /^\/$/,
    parameters: [...RANGE, 'cursor', 'teams', ...LIST_PARAMETERS],
    toUse: (parameters) => ({ teams: true, lists: LIST_PARAMETERS.some((name) => parameters.has(name)) ? 'own' : 'none' }),
  },
  {
    path: /^\/teams\/([^/]+)$/,
    parameters: [...RANGE, 'cursor', ...LIST_PARAMETERS],
    toUse: (_, team) => ({ teams: true, lists: { team } }),
  },
  {
    path: /^\/surfaces$/,
    parameters: [...RANGE, 'cursor', 'teams', ...LIST_PARAMETERS],
    toUse: () => ({ teams: true, lists: 'none' }),
  },
  {
    path: /^\/stress-test$/,
    parameters: [...RANGE, ...STRESS_PARAMETERS],
    toUse: () => ({ teams: true, lists: 'none' }),
  },
  { path: /^\/method$/, parameters: RANGE, toUse: () => ({ teams: false, lists: 'none' }) },
]

/** Longer ones are no address of ours; they are answered without being kept. */
const MOST_CHARACTERS = 2_000

/** null: not a page that is kept. */
export function readPageAddress(url: string): PageAddress | null {
  if (url.length > MOST_CHARACTERS) return null
  const [path = '', query = ''] = url.split('?', 2)
  for (const { path: pattern, parameters, toUse } of PAGES) {
    const found = pattern.exec(path)
    if (!found) continue
    const asked = new URLSearchParams(query)
    const known = new URLSearchParams()
    for (const name of new Set(parameters)) for (const value of asked.getAll(name)) known.append(name, value)
    const text = known.toString()
    const use = toUse(known, decode(found[1] ?? ''))
    return { address: text === '' ? path : `${path}?${text}`, use, isOfRange: OF_RANGE.some((name) => known.has(name)) }
  }
  return null
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
