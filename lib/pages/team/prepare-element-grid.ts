import type { TrailElement } from '@/lib/metrics/history/pull-request-evaluation'
import type { TrailDetails } from '@/lib/metrics/document/scope-details'
import { TRAIL_ASKS } from '@/lib/metrics/trail/reasoning-trail'
import { wilson } from '@/lib/metrics/statistics/intervals'
import { TIERS, type Tier } from '@/lib/policy/tiers'
import { formatCount, formatShare } from '@/lib/pages/words/format-figures'
import { isLowN, MINIMUM_CONTRIBUTORS } from '@/lib/pages/words/name-missing'
import type { GridCell, GridView, TableView } from './exhibit'

export const ELEMENT_NAMES: Record<TrailElement, string> = {
  why: 'Why',
  link: 'Link to an issue or decision',
  alternatives: 'Alternatives',
  risk: 'Risk or rollback',
  verification: 'Verification',
  dialogue: 'Dialogue',
}
const ELEMENTS: readonly TrailElement[] = ['why', 'link', 'alternatives', 'risk', 'verification', 'dialogue']

const CUED_NAME = '– a reason named'

/** Element × tier: the share of eligible merges in which each was found, and whether the tier asks for it. */
export function prepareElementGrid({ byTier }: TrailDetails, toCovered: (tier: Tier) => string): GridView | null {
  const tiers = TIERS.flatMap((tier) => {
    const counts = byTier[tier]
    return counts && counts.eligible !== 0 ? [{ tier, ...counts }] : []
  })
  if (tiers.length === 0) return null
  const toCell = (eligible: number | null, count: number | null, mark: GridCell['mark']): GridCell =>
    eligible === null || count === null
      ? { text: 'withheld', share: null, mark: null }
      : {
          text: formatShare(count / eligible),
          share: count / eligible,
          mark,
          low: wilson(count, eligible)?.low ?? null,
          high: wilson(count, eligible)?.high ?? null,
        }
  return {
    corner: 'Found in',
    columns: tiers.map(({ tier, eligible }) => ({
      label: tier,
      note:
        eligible === null ? `under ${MINIMUM_CONTRIBUTORS} people` : `n\u00a0${formatCount(eligible)}${isLowN(eligible) ? ', low' : ''}`,
    })),
    rows: [
      ...ELEMENTS.flatMap((element) => [
        {
          label: ELEMENT_NAMES[element],
          isTotal: false,
          cells: tiers.map(({ tier, eligible, elements }) => toCell(eligible, elements?.[element] ?? null, markOf(tier, element))),
        },
        ...(element === 'why'
          ? [{ label: CUED_NAME, isTotal: false, cells: tiers.map((counts) => toCell(counts.eligible, countCued(counts), null)) }]
          : []),
      ]),
      {
        label: 'Meets the rule',
        isTotal: true,
        cells: tiers.map(({ tier, eligible, covered }) => ({ ...toCell(eligible, covered, null), href: covered ? toCovered(tier) : null })),
      },
    ],
    legend: '● the tier asks for it   ○ one of these is enough',
  }
}

/** Of the whys those whose text names a reason; details that were stored before the two were told apart have no others. */
function countCued({ whyCued, elements }: NonNullable<TrailDetails['byTier'][Tier]>): number | null {
  return whyCued ?? elements?.why ?? null
}

function markOf(tier: Tier, element: TrailElement): GridCell['mark'] {
  if (TRAIL_ASKS[tier].all.includes(element)) return '●'
  return TRAIL_ASKS[tier].one.includes(element) ? '○' : null
}

/** The same with counts, for those who copy it. */
export function tabulateElements({ byTier }: TrailDetails): TableView {
  const tiers = TIERS.filter((tier) => byTier[tier] && byTier[tier].eligible !== 0)
  const cell = (tier: Tier, count: number | null | undefined) => {
    const eligible = byTier[tier]?.eligible ?? null
    return eligible === null || count === null || count === undefined ? 'withheld' : `${formatCount(count)} of ${formatCount(eligible)}`
  }
  return {
    columns: ['Element', ...tiers],
    rows: [
      ...ELEMENTS.flatMap((element) => [
        [ELEMENT_NAMES[element], ...tiers.map((tier) => cell(tier, byTier[tier]?.elements?.[element]))],
        ...(element === 'why' ? [[CUED_NAME, ...tiers.map((tier) => cell(tier, byTier[tier] && countCued(byTier[tier])))]] : []),
      ]),
      ['Meets the rule', ...tiers.map((tier) => cell(tier, byTier[tier]?.covered))],
    ],
  }
}
