import { isolate } from '@/lib/pages/words/isolate'
import { defineFigure, type FigureDefinition } from '@/lib/pages/figures/define'
import { formatCount, formatHours, formatShare } from '@/lib/pages/words/format-figures'
import type { FigureSource, OrganizationFigureKey } from '@/lib/pages/figures/prepare'
import type { SurfaceMatrixRow } from '@/lib/pages/figures/prepare-surface-matrix'
import type { ScopeDetails } from '@/lib/metrics/document/scope-details'

export interface OrganizationFigureSource extends FigureSource {
  /** null: withheld, or not there for this range. */
  details: ScopeDetails | null
  /** The tightest first. */
  surfaces: readonly SurfaceMatrixRow[]
  surfaceCount: number
}

/** What stands behind "how" of the figures that only the organisation has; METRICS.md is the source. */
export function defineOrganizationFigure(key: OrganizationFigureKey, source: OrganizationFigureSource): FigureDefinition {
  return definitions[key](source)
}

const definitions: Record<OrganizationFigureKey, (source: OrganizationFigureSource) => FigureDefinition> = {
  tightest: ({ readings, surfaces }) => ({
    ...defineFigure('capacity', readings),
    name: 'Review headroom of a surface',
    meaning:
      'Reviews given in a week for the pull requests of one surface, against those asked for. A surface is a part of the product ' +
      'that plumbline.yml names by its paths; without names there, a repository. Shown are the lowest, first where the limit was seen; ' +
      'the skipped share and the busy weeks beside them are of the whole organisation.',
    withNumbers:
      surfaces
        .slice(0, 3)
        .flatMap(({ name, headroom: { value, interval, n } }) =>
          value === null ? [] : [`${isolate(name)}: ${value}, interval ${interval}${n ? `, ${n}` : ''}`],
        )
        .join('; ') || null,
  }),
  confidentShare: ({ readings: { timeToConfidentMerge: block } }) => {
    const { confident, withoutConfidence, withoutConfidenceShare: share, p50Hours, indeterminate } = block
    const median =
      p50Hours === null ? '' : `; half of all that became ready and were not closed unmerged reach one within ${formatHours(p50Hours)}`
    const open = indeterminate ? `; ${formatCount(indeterminate)} indeterminate ones stand on neither side` : ''
    return {
      name: 'Merged with confidence',
      meaning:
        'Merges that were confident at their instant: enough qualified approvals on the final patch, no standing request for changes, required checks ' +
        'green, every thread resolved. The hours beside it are from ready to such a merge; skipping review never shortens them.',
      formula: 'confident ÷ (confident + without confidence), 95 % Wilson interval; p50 and p75 by Kaplan–Meier',
      withNumbers:
        confident === null || withoutConfidence === null || share.value === null
          ? null
          : `${formatCount(confident)} ÷ (${formatCount(confident)} + ${formatCount(withoutConfidence)}) = ${formatShare(1 - share.value)}${median}${open}`,
      cannotKnow: [
        'Whether a reviewer understood the change: an approval is a statement.',
        'Merges whose checks or patch can no longer be read: they are indeterminate.',
      ],
    }
  },
  risky: ({ readings, details }) => {
    const { name, cannotKnow } = defineFigure('trail', readings)
    const risky = details?.trail.risky
    return {
      name: `${name}, T2 and T3`,
      meaning:
        'Of the merges whose highest risk tier is T2 or T3, those that leave behind what their tier asks for. T2: a why, verification, and a link or ' +
        'dialogue. T3: a why, risk or rollback, verification, dialogue, and a link or alternatives.',
      formula: 'T2 and T3 merges that meet the rule of their tier ÷ all eligible ones; 95 % Wilson interval',
      withNumbers:
        !risky || risky.eligible === null || risky.covered === null || risky.share.value === null
          ? null
          : `${formatCount(risky.covered)} ÷ ${formatCount(risky.eligible)} = ${formatShare(risky.share.value)}`,
      cannotKnow,
    }
  },
  independent: ({ details }) => {
    const loop = details?.ai.independentEvaluation
    return {
      name: 'Independent evaluation',
      meaning:
        'Of the merges that an agent wrote, those that somebody else judged. A closed loop is a merge without any qualified human review, merged by the ' +
        'person who asked the agent for it, or by a bot.',
      formula:
        '1 − closed loops ÷ merges written by an agent of which it is known; the interval takes the unknown ones for loops at its low end, for none at its high end',
      withNumbers:
        !loop || loop.share.value === null
          ? null
          : `1 − ${formatCount(loop.closedLoops)} ÷ ${formatCount(loop.agentWritten - loop.unknown)} = ${formatShare(loop.share.value)}; ${formatCount(loop.unknown)} unknown`,
      cannotKnow: [
        'Agents that leave no sign: their merges are not counted here at all.',
        'How carefully the requester read the result: nobody else can say, which is why it does not count as evaluation.',
        'Single weeks: merges by agents are counted over the whole range.',
      ],
    }
  },
}
