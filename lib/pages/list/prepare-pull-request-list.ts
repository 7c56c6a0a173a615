import type { ReadingBlocks } from '@/lib/metrics/document/readings'
import { explainPullRequest, type PullRequestView } from './explain-pull-request'
import type { PullRequestLine } from './pull-request-line'
import { formatCount } from '@/lib/pages/words/format-figures'
import { EMPTY_QUESTION, toListParameters, toOrder, type ListChoices, type ListQuestion } from './address'
import { LIST_FIGURES, type ListFigure } from './figures'
import { listHref, type ListPlace } from './href'
import { nameSurface } from '@/lib/pages/words/name-evaluation'
import { ORDER_CHOICES, toSort } from './order'
import type { FigureKey } from '@/lib/pages/figures/pick-weekly-points'
import { prepareDownloads, type DownloadLink } from './prepare-downloads'
import { FIGURE_LABELS, prepareListFilters, type ListFiltersView } from './prepare-filters'

/** What has too few contributors for its pull requests to be listed. */
export type WithheldList = 'organization' | 'team' | 'surface' | 'cell' | 'tier'

/** One page of the list that an address asks for. */
export interface PullRequestPage {
  items: PullRequestLine[]
  /** For ?cursor=; null: this was the last page. */
  nextCursor: string | null
  /** null: this is the first page. */
  previousCursor: string | null
  /** Everything that the address asks of the list. */
  question: ListQuestion
  /** Names that surface and repository may be. */
  choices: ListChoices
  /** Looking further would have taken too long: the next page goes on, though this one is not full. */
  isCut: boolean
  /** null: nothing is. */
  withheld: WithheldList | null
}

export interface ListedPage extends ListPlace {
  document: ReadingBlocks
  pullRequests: PullRequestPage
}

export interface PullRequestListView {
  title: string
  /** "longest waiting first" */
  order: string
  /** One link a figure, the filters kept; the current one is no link. */
  figures: { label: string; count: string | null; href: string; isCurrent: boolean }[]
  filters: ListFiltersView
  items: PullRequestView[]
  previousHref: string | null
  nextHref: string | null
  /** Said under the list where it stops early. */
  cut: string | null
  /** Why there are no lines, and the way back. */
  empty: { text: string; back: { label: string; href: string } | null }
  downloads: DownloadLink[]
}

/** Where each figure's pull requests are listed; merges without confidence are their own part of confident merge. */
export function toFigureHrefs(path: string, range: ListPlace['range']): Record<FigureKey, string> {
  const to = (figure: ListFigure, filters: ListQuestion['filters'] = {}) =>
    listHref({ path, range }, { ...EMPTY_QUESTION, figure, filters })
  return {
    capacity: to('capacity'),
    confidence: to('confidence'),
    withoutConfidence: to('confidence', { status: 'merged_without_confidence' }),
    catch: to('catch'),
    trail: to('trail'),
    ai: to('ai'),
  }
}

export function preparePullRequestList(source: ListedPage): PullRequestListView {
  const { path, range, document, pullRequests } = source
  const { question, choices, items, nextCursor, previousCursor, isCut, withheld } = pullRequests
  const place = { path, range }
  const to = (cursor: string | null) => cursor && listHref(place, question, { cursor })
  const sort = toSort(toOrder(question))
  const filters = prepareListFilters(place, question, choices)
  return {
    title: toTitle(question),
    order: ORDER_CHOICES.find(({ value }) => value === sort)?.label ?? '',
    figures: [null, ...LIST_FIGURES].map((figure) => ({
      label: figure === null ? 'All' : FIGURE_LABELS[figure],
      count: filters.active.length === 0 ? toCount(document, figure) : null,
      href: listHref(place, { ...question, figure, counted: null }),
      isCurrent: figure === question.figure,
    })),
    filters,
    items: items.map((item) => explainPullRequest(item, question.figure, range)),
    previousHref: to(previousCursor),
    nextHref: to(nextCursor),
    cut: isCut ? 'Few of the pull requests looked at belong here; the next page looks further.' : null,
    empty: toEmpty(place, question, withheld),
    downloads: withheld === null ? toDownloads(place, question) : [],
  }
}

function toTitle({ figure, counted, filters }: ListQuestion): string {
  if (filters.waiting) return 'Pull requests that wait for a review'
  if (figure === null) return 'Pull requests behind the figures'
  const name = figure === 'ai' ? FIGURE_LABELS.ai : FIGURE_LABELS[figure].toLowerCase()
  return counted === 'no' ? `Pull requests that do not count: ${name}` : `Pull requests behind: ${name}`
}

/** Only what the document has counted already: walking the range for a number would take longer than the page. */
function toCount(document: ReadingBlocks, figure: ListFigure | null): string | null {
  const counts: Partial<Record<ListFigure, number | null>> = {
    confidence: document.timeToConfidentMerge.n,
    catch: document.defectCatchRate.matured,
    trail: document.reasoningTrail.eligible,
  }
  const count = figure === null ? null : (counts[figure] ?? null)
  return count === null ? null : formatCount(count)
}

const GIVES_AWAY = 'it is, or would give away, a group of fewer than 5 people'

function toEmpty(place: ListPlace, question: ListQuestion, withheld: WithheldList | null): PullRequestListView['empty'] {
  const back = { label: 'Show all of the range', href: listHref(place, EMPTY_QUESTION) }
  if (withheld === 'surface' && question.surface !== null) {
    return { text: `The pull requests of ${nameSurface(question.surface)} are not listed: ${GIVES_AWAY}.`, back }
  }
  if (withheld === 'cell' && question.surface !== null) {
    return {
      text: `The ${question.filters.tier ?? ''} pull requests of ${nameSurface(question.surface)} are not listed: ${GIVES_AWAY}.`,
      back,
    }
  }
  if (withheld === 'tier') return { text: `The ${question.filters.tier ?? ''} pull requests are not listed: ${GIVES_AWAY}.`, back }
  if (withheld !== null) return { text: `No pull request is listed: ${GIVES_AWAY}.`, back: null }
  const isNarrowed = Object.keys(toListParameters({ ...question, order: null })).length > 0
  if (isNarrowed) return { text: 'No pull request of this range matches.', back }
  return { text: 'No pull request of this range counts here.', back: null }
}

function toDownloads({ path, range }: ListPlace, question: ListQuestion): DownloadLink[] {
  const slug = /^\/teams\/(.+)$/.exec(path)?.[1]
  return prepareDownloads('pull-requests', range, { ...(slug ? { team: decodeURIComponent(slug) } : {}), ...toListParameters(question) })
}
