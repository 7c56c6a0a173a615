import { Static } from '@/components/ui/static'
import type { FigureView, FigureViewKey } from '@/lib/pages/figures/prepare'
import type { OpenTables } from '@/lib/pages/frame/prepare-open'
import { Figure } from './figure'

interface FigureRowProps {
  figures: FigureView[]
  /** Lead to the pull requests behind each. */
  hrefs: Partial<Record<FigureViewKey, string>>
  open: OpenTables
}

/** The figures that carry the verdict, side by side. */
export function FigureRow({ figures, hrefs, open }: FigureRowProps) {
  return (
    <Static>
      <section aria-label="Readings" className="figures mt-8">
        {figures.map((figure) => (
          <Figure key={figure.key} figure={figure} href={hrefs[figure.key]} open={open} />
        ))}
      </section>
    </Static>
  )
}
