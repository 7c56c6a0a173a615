import type { RangeView } from '@/lib/pages/frame/prepare-range'

/** The parameters of a stress test's address; `teams` is the page of the table of teams. */
export const STRESS_PARAMETERS = ['scope', 'surface', 'team', 'm', 'more', 'without', 'slo', 'teams']

/** The usual spans of the range control, asking the same question of each. */
export function keepQuestion(range: RangeView, search: Record<string, string | string[] | undefined>): RangeView {
  const asked = new URLSearchParams()
  for (const name of STRESS_PARAMETERS) {
    const value = search[name]
    if (typeof value === 'string') asked.set(name, value)
  }
  if (asked.size === 0) return range
  const join = (href: string) => `${href}${href.includes('?') ? '&' : '?'}${asked.toString()}`
  return { ...range, presets: range.presets.map((preset) => ({ ...preset, href: join(preset.href) })) }
}
