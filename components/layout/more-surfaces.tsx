import { SurfaceMatrix } from '@/components/tables/surface-matrix'
import { OnDemand } from '@/components/ui/on-demand'
import type { AxisTick } from '@/lib/pages/figures/prepare-interval-mark'
import type { SurfaceMatrixView } from '@/lib/pages/figures/prepare-surface-matrix'
import type { OpenTables } from '@/lib/pages/frame/prepare-open'

export const MORE_SURFACES = 'more-surfaces'

interface MoreSurfacesProps {
  view: SurfaceMatrixView
  ticks: AxisTick[]
  open: OpenTables
}

/** The surfaces after the tightest: hundreds of drawings that most readers never look up. */
export function MoreSurfaces({ view, ticks, open }: MoreSurfacesProps) {
  const isOpen = open.isOpen(MORE_SURFACES)
  return (
    <OnDemand
      name={MORE_SURFACES}
      open={open}
      summary={`The ${view.rows.length} after them, with more headroom or none that is known`}
      className={`mt-3 text-small ${isOpen ? '' : 'no-print'}`}
    >
      <SurfaceMatrix view={view} ticks={ticks} />
      {view.hidden > 0 && <p className="mt-2 text-faint">{view.hidden} more are not listed.</p>}
    </OnDemand>
  )
}
