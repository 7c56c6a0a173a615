import { defineOrganizationFigure, type OrganizationFigureSource } from './define-figures'
import { formatCount, formatHours, formatShareRange, toPercent } from '@/lib/pages/words/format-figures'
import { nameStatus, nameWithheld } from '@/lib/pages/words/name-missing'
import {
  NO_DRAWING,
  prepareDrawing,
  prepareFigure,
  prepareHistory,
  toPrinted,
  type FigureRowView,
  type FigureView,
  type OrganizationFigureKey,
} from '@/lib/pages/figures/prepare'
import { WHY_IN_SHORT } from '@/lib/pages/figures/say-agreement'
import { nameBeside } from '@/lib/pages/figures/say-review'
import { isWithheld } from '@/lib/metrics/document/is-withheld'
import type { FigurePrint } from '@/lib/pages/figures/print'

const WEEKS = 26
const TIGHTEST = 3

const LABELS: Record<OrganizationFigureKey, string> = {
  tightest: 'Headroom, by surface',
  confidentShare: 'Merged with confidence',
  risky: 'Reasoning trail, T2 and T3',
  independent: 'Independently evaluated',
}

/** The six figures that carry the verdict of the organisation. */
export function prepareOrganizationFigures(source: OrganizationFigureSource): FigureView[] {
  const same = (key: 'catch' | 'ai' | 'capacity', weekly: 'catch' | 'ai' | 'firstReview'): FigureView => ({
    ...prepareFigure(key, source, WEEKS),
    history: prepareHistory(weekly, source),
  })
  return [
    prepareTightest(source) ?? same('capacity', 'firstReview'),
    toFigure('confidentShare', source, printConfidentShare(source), 'confidentShare'),
    same('catch', 'catch'),
    toFigure('risky', source, printRisky(source), 'risky'),
    // No week has a rate of its own: merges written by an agent are too few in one to be kept by week.
    toFigure('independent', source, printIndependent(source), null),
    same('ai', 'ai'),
  ]
}

function toFigure(
  key: OrganizationFigureKey,
  source: OrganizationFigureSource,
  print: FigurePrint,
  weekly: 'confidentShare' | 'risky' | null,
): FigureView {
  const drawing = weekly ? prepareDrawing(weekly, source, WEEKS) : NO_DRAWING
  return {
    key,
    label: LABELS[key],
    ...toPrinted(isWithheld(source.readings) ? { absent: nameWithheld(source.readings.contributors) } : print),
    isContext: false,
    mark: null,
    rows: [],
    ...drawing,
    definition: defineOrganizationFigure(key, source),
    history: weekly && prepareHistory(weekly, source),
  }
}

/** Three intervals in the place of one number; null where no surface has a headroom: the organisation's stands there instead. */
function prepareTightest(source: OrganizationFigureSource): FigureView | null {
  const rows = source.surfaces
    .slice(0, TIGHTEST)
    .flatMap(({ name, stressHref, headroom: { mark, value } }): FigureRowView[] =>
      mark && value !== null ? [{ name, href: stressHref, mark, value }] : [],
    )
  if (rows.length === 0 || isWithheld(source.readings)) return null
  return {
    ...toFigure(
      'tightest',
      source,
      {
        n: `the lowest ${formatCount(rows.length)} of ${formatCount(source.surfaceCount)}`,
        beside: nameBeside(source.readings.reviewCapacity),
      },
      null,
    ),
    rows,
  }
}

function printConfidentShare({ readings: { timeToConfidentMerge: block } }: OrganizationFigureSource): FigurePrint {
  const { withoutConfidenceShare: share, confident, withoutConfidence } = block
  if (share.value === null || confident === null || withoutConfidence === null) {
    return { absent: nameStatus(block.status === 'ok' ? 'insufficient' : block.status) }
  }
  const toWait = (hours: number | null, status: typeof block.p50Status) => (hours === null ? nameStatus(status) : formatHours(hours))
  const range = share.low === null || share.high === null ? 'no interval' : formatShareRange(1 - share.high, 1 - share.low)
  return {
    value: { prefix: '', text: toPercent(1 - share.value), unit: '%' },
    interval: `${range} · p50\u00a0${toWait(block.p50Hours, block.p50Status)}, p75\u00a0${toWait(block.p75Hours, block.p75Status)}`,
    n: `${formatCount(confident)} of ${formatCount(confident + withoutConfidence)}${nameInWords(block.inWords)}`,
    count: confident + withoutConfidence,
  }
}

/** Nothing where nobody approves in words: then there is no difference to tell. */
function nameInWords(inWords: number | null): string {
  return inWords ? `, of these, approved in words: ${formatCount(inWords)}` : ''
}

function printRisky({ details }: OrganizationFigureSource): FigurePrint {
  if (!details) return { absent: 'not known for these weeks' }
  const { eligible, covered, share } = details.trail.risky
  if (eligible === null || covered === null) return { absent: 'withheld: it would show fewer than 5 people' }
  if (share.value === null) return { absent: eligible === 0 ? 'no merge at T2 or T3' : nameStatus('insufficient') }
  return {
    value: { prefix: '', text: toPercent(share.value), unit: '%' },
    interval: formatShareRange(share.low, share.high),
    n: `${formatCount(covered)} of ${formatCount(eligible)}`,
    count: eligible,
    beside: [WHY_IN_SHORT],
  }
}

function printIndependent({ details }: OrganizationFigureSource): FigurePrint {
  if (!details) return { absent: 'not known for these weeks' }
  const { agentWritten, closedLoops, unknown, share } = details.ai.independentEvaluation
  const known = agentWritten - unknown
  if (share.value === null) return { absent: agentWritten === 0 ? 'no merge written by an agent' : nameStatus('insufficient') }
  return {
    value: { prefix: '', text: toPercent(share.value), unit: '%' },
    interval: [formatShareRange(share.low, share.high), unknown > 0 ? `${formatCount(unknown)} unknown` : ''].filter(Boolean).join(' · '),
    n: `${formatCount(known - closedLoops)} of ${formatCount(known)} by agents`,
    count: known,
  }
}
