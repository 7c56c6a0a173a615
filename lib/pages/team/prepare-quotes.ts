import { cutText } from '@/lib/facts/outside-text'
import type { TrailElement } from '@/lib/metrics/history/pull-request-evaluation'
import type { PullRequestLine } from '@/lib/pages/list/pull-request-line'
import type { QuoteView } from './exhibit'
import { ELEMENT_NAMES } from './prepare-element-grid'

/** The part of a listed pull request that is quoted. */
export type QuotedPullRequest = Pick<PullRequestLine, 'number' | 'repository' | 'url' | 'trail'>

const LONGEST = 180
const SHORTEST_WORDS = 5
/** Rare elements first: a why is in most, and alternatives tell more. */
const RARE_FIRST: readonly TrailElement[] = ['alternatives', 'risk', 'dialogue', 'why', 'verification']

/** Up to three texts that met an element, of different elements and different pull requests, as they stand on GitHub. */
export function pickQuotes(pullRequests: readonly QuotedPullRequest[], most = 3): QuoteView[] {
  const used = new Set<string>()
  const quotes: QuoteView[] = []
  for (const element of RARE_FIRST) {
    if (quotes.length === most) break
    const found = pullRequests.find((item) => !used.has(item.url) && isQuotable(item.trail?.elements[element]))
    const text = found?.trail?.elements[element].text
    if (!found || !text) continue
    used.add(found.url)
    quotes.push({
      text: shorten(text),
      element: ELEMENT_NAMES[element],
      source: `${found.repository.split('/')[1] ?? found.repository} #${found.number}`,
      href: found.url,
    })
  }
  return quotes
}

/** A path or a number proves an element as well, but says nothing to a reader. */
function isQuotable(element: { met: boolean; text: string | null } | undefined): boolean {
  return element !== undefined && element.met && (element.text ?? '').trim().split(/\s+/).length >= SHORTEST_WORDS
}

function shorten(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim()
  if (plain.length <= LONGEST) return plain
  const wordEnd = plain.lastIndexOf(' ', LONGEST - 1)
  return `${cutText(plain, 0, Math.max(wordEnd, LONGEST / 2))} …`
}
