import type { FigureView, FigureViewKey } from '@/lib/pages/figures/prepare'
import { Figure } from './figure'

/** The figures that carry the verdict, side by side; `hrefs` leads to the pull requests behind each. */
export function FigureRow({ figures, hrefs }: { figures: FigureView[]; hrefs: Partial<Record<FigureViewKey, string>> }) {
  return (
    <section aria-label="Readings" className="figures mt-8">
      {figures.map((figure) => (
        <Figure key={figure.key} figure={figure} href={hrefs[figure.key]} />
      ))}
    </section>
  )
}
