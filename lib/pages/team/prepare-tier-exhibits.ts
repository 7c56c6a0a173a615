import type { TierDetails } from '@/lib/metrics/document/scope-details'
import { TIERS } from '@/lib/policy/tiers'
import { formatCount, formatCounted, formatHours, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'
import { CONTROL_NAMES, CONTROLS } from '@/lib/pages/controls/name-controls'
import { missing, type Exhibit, type IntervalsView } from './exhibit'

type ByTier = TierDetails['byTier']

/** A tier without merges is absent; one that is withheld may hide what the others do not have. */
function isAnyWithheld(byTier: ByTier): boolean {
  return TIERS.some((tier) => byTier[tier]?.merged === null)
}

/** Over the tiers that are shown, what was missing most; each leads to its merges. */
export function prepareMissingControls(byTier: ByTier, listHref: (more: Record<string, string>) => string): Exhibit {
  const shown = TIERS.flatMap((tier) => (byTier[tier]?.missing ? [byTier[tier].missing] : []))
  const counts = CONTROLS.map((control) => ({ control, count: shown.reduce((sum, part) => sum + (part[control] ?? 0), 0) }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
  const [first] = counts
  const isPart = isAnyWithheld(byTier)
  if (!first) {
    if (shown.length === 0)
      return missing(
        'missing',
        isPart ? 'Whether a merge lacked a control is not shown' : 'No merge is known to lack a control',
        'Every tier of this team is withheld, or had no merge.',
      )
    const where = isPart ? 'No merge in the tiers shown is known to lack a control' : 'No merge is known to lack a control'
    return missing(
      'missing',
      where,
      isPart
        ? 'In those, what the tier asks for was there, as far as it can be judged. The others are withheld.'
        : 'What its tier asks for was there, as far as it can be judged.',
    )
  }
  return {
    key: 'missing',
    title: `Most often missing${isPart ? ' in the tiers shown' : ''}: ${CONTROL_NAMES[first.control]}, ${formatCounted(first.count, 'merge')}`,
    caption: `Over all tiers${isPart ? ' that are shown' : ''}. One merge can lack several.`,
    drawing: {
      kind: 'bars',
      bars: counts.map(({ control, count }) => ({
        label: `${CONTROL_NAMES[control].charAt(0).toUpperCase()}${CONTROL_NAMES[control].slice(1)}`,
        text: formatCount(count),
        share: count / first.count,
        tone: 'accent',
        href: listHref({ missing: control }),
      })),
    },
    table: null,
    link: null,
    isPrinted: false,
  }
}

const CEILINGS = [0.1, 0.25, 0.5, 1]
/** A median of fewer has no interval (METRICS section 1). */
const LEAST_FOR_MEDIAN = 6

/** Of merges at least 30 days old, those reverted within 30 days, a row a tier on one axis, with the time it took. */
export function prepareReverts(byTier: ByTier): Exhibit {
  const tiers = TIERS.toReversed().flatMap((tier) => {
    const reverts = byTier[tier]?.reverts
    return reverts ? [{ tier, ...reverts }] : []
  })
  const known = tiers.filter(({ rate }) => rate.value !== null)
  if (known.length === 0)
    return missing('reverts', 'Reverts by tier: not known yet', 'No merge of these weeks is 30 days old, or its tier is withheld.')
  const highest = Math.max(...known.map(({ rate }) => rate.high ?? rate.value ?? 0))
  const top = CEILINGS.find((limit) => limit >= highest) ?? 1
  const place = (value: number | null) => (value === null ? null : value / top)
  const where = isAnyWithheld(byTier) || tiers.some(({ matured }) => matured === null) ? ' in the tiers shown' : ''
  const reverted = known.reduce((sum, part) => sum + (part.reverted ?? 0), 0)
  const rows: IntervalsView['rows'] = tiers.map(({ tier, matured, reverted: count, rate, medianHours }) => ({
    label: tier,
    value: place(rate.value),
    low: place(rate.low),
    high: place(rate.high),
    text: rate.value === null ? (matured === null ? 'withheld' : 'too young') : formatShare(rate.value),
    detail:
      rate.value === null || matured === null || count === null
        ? null
        : `${formatShareRange(rate.low, rate.high)}, ${formatCount(count)} of ${formatCount(matured)}${count >= LEAST_FOR_MEDIAN && medianHours !== null ? `, after ${formatHours(medianHours)}` : ''}`,
  }))
  return {
    key: 'reverts',
    title: `${reverted === 0 ? 'No merge' : formatCounted(reverted, 'merge')}${where} ${reverted < 2 ? 'was' : 'were'} reverted within 30 days`,
    caption: 'Of merges at least 30 days old, whatever the reason. The median time to the revert is given from six on.',
    drawing: { kind: 'intervals', view: { ticks: [0, 0.5, 1].map((at) => ({ at, label: formatShare(at * top) })), rows } },
    table: null,
    link: null,
    isPrinted: false,
  }
}
