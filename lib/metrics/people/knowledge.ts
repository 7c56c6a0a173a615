import { wilson, type ValueInterval } from '@/lib/metrics/statistics/intervals'

/** One person's changes of one file. */
export interface FileChanges {
  /** 1 if this person created the file, else 0. */
  firstAuthorship: number
  /** Changes by this person after the creation. */
  deliveries: number
  /** Changes by everybody else. */
  acceptances: number
}

const MINIMUM_DEGREE = 3.293
const MINIMUM_NORMALISED = 0.75

/**
 * Degree of authorship 3.293 + 1.098·FA + 0.164·DL − 0.321·ln(1 + AC) (METRICS section 7).
 * Source: Fritz et al. 2014, with the coefficients of Avelino et al. 2016. A number without a unit.
 */
export function computeDegreeOfAuthorship({ firstAuthorship, deliveries, acceptances }: FileChanges): number {
  return 3.293 + 1.098 * firstAuthorship + 0.164 * deliveries - 0.321 * Math.log(1 + acceptances)
}

/**
 * Authors of a file: a degree of authorship of at least 3.293 and above 0.75 of the file's highest.
 * @returns logins in alphabetical order, and everybody's degree.
 */
export function computeFileAuthors(changes: ReadonlyMap<string, FileChanges>): { authors: string[]; degrees: Map<string, number> } {
  const degrees = new Map([...changes].map(([login, own]) => [login, computeDegreeOfAuthorship(own)]))
  const highest = Math.max(...degrees.values())
  const authors = [...degrees]
    .filter(([, degree]) => degree >= MINIMUM_DEGREE && degree / highest > MINIMUM_NORMALISED)
    .map(([login]) => login)
  return { authors: authors.sort(), degrees }
}

/**
 * Bus factor of a surface: how many people, taken away one by one (most files first, ties by login), leave more than
 * half of its files without an author. 0 where no file has one; source: Avelino et al. 2016.
 */
export function computeBusFactor(authorsByFile: ReadonlyMap<string, readonly string[]>): { busFactor: number; removed: string[] } {
  const files = new Map<string, Set<string>>()
  for (const [file, authors] of authorsByFile) {
    for (const login of authors) files.set(login, (files.get(login) ?? new Set()).add(file))
  }
  // Somebody who is still there leaves none of their files orphaned, so nobody's number of files changes on the way.
  const order = [...files].sort(([a, own], [b, other]) => other.size - own.size || compareText(a, b)).map(([login]) => login)
  const removed = new Set<string>()
  const isOrphaned = (authors: readonly string[]) => authors.every((login) => removed.has(login))
  for (const login of order) {
    const orphaned = [...authorsByFile.values()].filter(isOrphaned).length
    if (orphaned > authorsByFile.size / 2) break
    removed.add(login)
  }
  return { busFactor: removed.size, removed: [...removed] }
}

/**
 * Files at risk: at most one active person has written or evaluated them in the last 12 months.
 * @param knowersByFile who has, whether still active or not.
 * @returns their number, and as a share of all files with a Wilson interval; null without files.
 */
export function computeFilesAtRisk(
  knowersByFile: ReadonlyMap<string, readonly string[]>,
  active: ReadonlySet<string>,
): { count: number; files: string[]; share: ValueInterval | null } {
  const files = [...knowersByFile]
    .filter(([, knowers]) => new Set(knowers.filter((login) => active.has(login))).size <= 1)
    .map(([file]) => file)
  return { count: files.length, files, share: wilson(files.length, knowersByFile.size) }
}

// Not localeCompare: the order must not depend on the machine's language.
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
