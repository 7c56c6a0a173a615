import { isWithheld } from '@/lib/metrics/document/is-withheld'
import { formatDays } from '@/lib/pages/words/format-dates'
import { listCapacitySections } from './prepare-capacity'
import { listLimitSections } from './prepare-limits'
import type { MethodSection, MethodSource } from './prepare-parts'
import { listReadingSections } from './prepare-readings'
import { listSettingSections } from './prepare-settings'
import { listStatisticsSections } from './prepare-statistics'
import { isolate } from '@/lib/pages/words/isolate'

export interface MethodView {
  eyebrow: string
  title: string
  opening: string
  groups: { name: string; sections: MethodSection[] }[]
}

/** The whole page: each section an answer in a sentence, then its details, with this organisation's present numbers. */
export function prepareMethod(source: MethodSource & { organization: { name: string } }): MethodView {
  const { organization, range, readings } = source
  return {
    eyebrow: isolate(organization.name),
    title: 'How every figure is made, and what it cannot know',
    opening: isWithheld(readings)
      ? 'Formulas stand without numbers here: the organisation has fewer than five contributors in these weeks.'
      : `Formulas are filled in with the organisation’s own numbers of ${formatDays(range.from, range.to)}. Each section begins with its answer.`,
    groups: [
      { name: 'The readings', sections: [...listCapacitySections(source), ...listReadingSections(source)] },
      { name: 'The statistics', sections: listStatisticsSections(source) },
      { name: 'The limits', sections: listLimitSections() },
      { name: 'The settings', sections: listSettingSections(source) },
    ],
  }
}
