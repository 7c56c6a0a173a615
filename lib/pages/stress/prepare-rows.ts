import { isShedding } from '@/lib/metrics/capacity/shedding'
import { computeStressTest, type StressAnswer, type StressReading, type StressResult } from '@/lib/metrics/stress/compute'
import { formatCount, formatMultiple, formatMultipleRange } from '@/lib/pages/words/format-figures'
import { nameBeside } from '@/lib/pages/figures/say-review'
import { nameStatus, nameWithheld } from '@/lib/pages/words/name-missing'
import { prepareTeamsPager, takeTeamsPage, toTeamRowId, type TeamsPage, type TeamsPager } from '@/lib/pages/frame/page-teams'
import { nameTimes } from './format'
import { nameOverflow, nameWait } from './name-modelled'
import { toStressQuery, toTeamKey, type StressQuestion } from './address'
import type { StressScope, StressSource } from './source'

/** Every surface and team at the same m, each a way to itself. */
export interface StressRow {
  key: string
  /** Of the row's element, where a link leads to it. */
  id?: string
  name: string
  tier: string | null
  href: string
  isCurrent: boolean
  /** Why there are no figures; null where there are. */
  absent: string | null
  figures: StressRowFigures | null
}

export interface StressRowFigures {
  mark: StressMarkView
  breaks: string
  interval: string
  answer: string
  /** Skipped, and the own busy weeks, in a few words each. */
  beside: string[]
  wait: string
  waitInterval: string | null
  overflow: string
  overflowInterval: string | null
}

/** Breaking multiple on a logarithmic axis; positions are shares of the width. */
export interface StressMarkView {
  one: number
  asked: number
  value: number
  low: number
  high: number
  isOpenLow: boolean
  isOpenHigh: boolean
  isLowerBound: boolean
  description: string
}

const AXIS = { low: 0.5, high: 8 }

function toPosition(multiple: number): number {
  const share = Math.log(Math.max(multiple, 1e-9) / AXIS.low) / Math.log(AXIS.high / AXIS.low)
  return Math.min(1, Math.max(0, share))
}

export const STRESS_TICKS = [0.5, 1, 2, 4, 8].map((multiple) => ({
  at: toPosition(multiple),
  label: multiple === 0.5 ? '½×' : `${multiple}×`,
}))

/** In words; a yes says that it is untried, everywhere. */
export const ANSWER_WORDS: Record<StressAnswer, string> = { yes: 'yes, untried', no: 'no', not_shown: 'can’t tell' }

/** Surfaces by their breaking multiple, those whose limit was seen first: they are not people. */
export function prepareSurfaceRows(source: StressSource, question: StressQuestion): StressRow[] {
  const rows = source.scopes.filter(({ kind }) => kind === 'surface').map((scope) => toRow(source, scope, question))
  const isUnseen = ({ row }: (typeof rows)[number]) => Number(row.figures?.mark.isLowerBound ?? true)
  // A stable sort: surfaces without a figure stay in the order of plumbline.yml, at the end.
  return rows.toSorted((a, b) => isUnseen(a) - isUnseen(b) || (a.breaksAt ?? Infinity) - (b.breaksAt ?? Infinity)).map(({ row }) => row)
}

/** The page of teams, in the order given, which is alphabetical: teams are people. */
export function prepareTeamRows(source: StressSource, question: StressQuestion): StressRow[] {
  const held = new Map(source.scopes.map((scope) => [scope.key, scope]))
  return takeTeams(source).shown.flatMap(([slug]) => {
    const scope = held.get(toTeamKey(slug))
    return scope ? [{ ...toRow(source, scope, question).row, id: toTeamRowId(slug) }] : []
  })
}

/** The other pages of teams, asking the same question. */
export function prepareStressPager(source: StressSource, question: StressQuestion): TeamsPager | null {
  const { teams: _, ...keep } = source.keep
  const toAddress = (page: number) => {
    // Without a page the server shows the one of the team that is asked for.
    const isFirst = page === 1 && !question.scope.startsWith(toTeamKey(''))
    return `/stress-test${toStressQuery(question, isFirst ? keep : { ...keep, teams: String(page) })}`
  }
  const names = source.teams.map(([slug, name]) => ({ slug, name }))
  return prepareTeamsPager(names, takeTeams(source), toAddress)
}

function takeTeams({ teams, teamsPage }: StressSource): TeamsPage<StressSource['teams'][number]> {
  return takeTeamsPage(teams, String(teamsPage))
}

function toRow(source: StressSource, scope: StressScope, question: StressQuestion): { row: StressRow; breaksAt: number | null } {
  const row = {
    key: scope.key,
    name: scope.name,
    tier: scope.tier,
    href: `/stress-test${toStressQuery({ ...question, scope: scope.key }, source.keep)}`,
    isCurrent: scope.key === question.scope,
  }
  if (!scope.reading) return { row: { ...row, absent: 'no readings yet', figures: null }, breaksAt: null }
  // Without a wait the safe multiple, half of the arithmetic and in no column, is left out.
  const test = computeStressTest({ ...scope.reading, firstReview: { n: null, p50WeekdayHours: null } }, question)
  if (test.status !== 'ok') return { row: { ...row, absent: nameAbsent(scope, test.status), figures: null }, breaksAt: null }
  return { row: { ...row, absent: null, figures: toFigures(test, question.multiple, scope.reading) }, breaksAt: test.breaksAt.value }
}

function toFigures(test: StressResult, multiple: number, reading: StressReading): StressRowFigures {
  const { breaksAt, isLowerBound, waitMultiplier, overflowWeeks } = test
  const prefix = isLowerBound ? '≥\u00a0' : ''
  const breaks = `${prefix}${formatMultiple(breaksAt.value ?? 0)}`
  const interval = formatMultipleRange(breaksAt.low, breaksAt.high)
  const wait = test.servers ? nameWait(waitMultiplier, isLowerBound) : null
  const overflow = nameOverflow(overflowWeeks, isLowerBound)
  const week = overflow.value === null ? null : `week ${formatCount(overflow.value)}${isLowerBound ? ' or later' : ''}`
  return {
    mark: toMark(test, multiple, `${isLowerBound ? 'Gave' : 'Breaks at'} ${breaks}, interval ${interval}`),
    breaks,
    interval,
    answer: test.answer === 'yes' && isShedding(reading) ? ANSWER_WORDS.not_shown : ANSWER_WORDS[test.answer],
    beside: nameBeside(reading),
    wait: wait === null ? 'not known' : wait.value === null ? (wait.words ?? '') : nameTimes(wait.value),
    waitInterval: wait?.interval ?? null,
    overflow: week ?? overflow.words ?? '',
    overflowInterval: overflow.interval,
  }
}

function toMark({ breaksAt, isLowerBound }: StressResult, multiple: number, description: string): StressMarkView {
  const low = breaksAt.low ?? AXIS.low
  return {
    one: toPosition(1),
    asked: toPosition(multiple),
    value: toPosition(breaksAt.value ?? 0),
    low: toPosition(low),
    high: breaksAt.high === null ? 1 : toPosition(breaksAt.high),
    isOpenLow: breaksAt.low === null || low < AXIS.low,
    isOpenHigh: breaksAt.high === null || breaksAt.high > AXIS.high,
    isLowerBound,
    description,
  }
}

function nameAbsent({ contributors }: StressScope, status: 'withheld' | 'insufficient' | 'no_demand' | 'no_reviewers'): string {
  if (status === 'withheld') return nameWithheld(contributors)
  if (status === 'no_demand') return 'no reviews asked for'
  return status === 'no_reviewers' ? 'who reviews here is not known' : nameStatus('insufficient')
}
