/** Qualified reviews that one person gave another. */
export interface ReviewEdge {
  reviewer: string
  author: string
  reviews: number
}

export interface Pairing {
  /** Directed pairs inside the team with a review / n(n − 1); null for a team of fewer than two. */
  pairCoverage: number | null
  /** Undirected pairs inside the team that review both ways / undirected pairs with a review; null: none. */
  reciprocity: number | null
  /** Share of the most frequent directed pair in all reviews, outsiders' included; null: no review. */
  topPairShare: number | null
}

/** How widely qualified reviews are spread over a team (METRICS section 7): shares 0–1. */
export function computePairing(edges: readonly ReviewEdge[], members: readonly string[]): Pairing {
  const team = new Set(members)
  const reviews = new Map<string, { reviewer: string; author: string; reviews: number }>()
  for (const edge of edges) {
    if (edge.reviews <= 0 || edge.reviewer === edge.author) continue
    const key = toKey(edge.reviewer, edge.author)
    reviews.set(key, { ...edge, reviews: (reviews.get(key)?.reviews ?? 0) + edge.reviews })
  }
  const pairs = [...reviews.values()]
  const inside = pairs.filter(({ reviewer, author }) => team.has(reviewer) && team.has(author))
  const mutual = inside.filter(({ reviewer, author }) => reviews.has(toKey(author, reviewer))).length / 2
  const undirected = inside.length - mutual
  const total = pairs.reduce((sum, pair) => sum + pair.reviews, 0)
  return {
    pairCoverage: team.size < 2 ? null : inside.length / (team.size * (team.size - 1)),
    reciprocity: undirected === 0 ? null : mutual / undirected,
    topPairShare: total === 0 ? null : Math.max(...pairs.map((pair) => pair.reviews)) / total,
  }
}

export interface SuggestionInput {
  author: string
  /** Who has written or evaluated each touched file. */
  knowersByFile: ReadonlyMap<string, readonly string[]>
  /** Open reviews of everybody who could be asked. */
  openReviews: ReadonlyMap<string, number>
  /** Who is still active; absent: everybody. */
  active?: ReadonlySet<string>
}

export interface Suggestion {
  mode: 'spread' | 'expert_low_load'
  /** Files that at most one active person besides the author knows. */
  atRiskFiles: string[]
  /** Logins, the first to ask first. */
  order: string[]
}

/**
 * Whom to ask for a review (METRICS section 7). A touched file that at most one active person besides the author knows
 * goes to somebody who can learn it: order by (knows such a file, open reviews, login). Otherwise to an expert with time:
 * by −(share of the files known)/(1 + open reviews), then login.
 */
export function suggestReviewers({ author, knowersByFile, openReviews, active }: SuggestionInput): Suggestion {
  const knowers = [...knowersByFile].map(([file, logins]) => ({
    file,
    others: new Set(logins.filter((login) => login !== author && (active?.has(login) ?? true))),
  }))
  const atRisk = knowers.filter(({ others }) => others.size <= 1)
  const candidates = [...openReviews]
    .filter(([login]) => login !== author && (active?.has(login) ?? true))
    .map(([login, open]) => ({ login, open, known: knowers.filter(({ others }) => others.has(login)).length }))
  if (atRisk.length > 0) {
    const knowsOne = (login: string) => Number(atRisk.some(({ others }) => others.has(login)))
    candidates.sort((a, b) => knowsOne(a.login) - knowsOne(b.login) || a.open - b.open || compareText(a.login, b.login))
  } else {
    const weight = ({ known, open }: { known: number; open: number }) => known / Math.max(1, knowers.length) / (1 + open)
    candidates.sort((a, b) => weight(b) - weight(a) || compareText(a.login, b.login))
  }
  return {
    mode: atRisk.length > 0 ? 'spread' : 'expert_low_load',
    atRiskFiles: atRisk.map(({ file }) => file),
    order: candidates.map(({ login }) => login),
  }
}

function toKey(reviewer: string, author: string): string {
  return `${reviewer}\0${author}`
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
