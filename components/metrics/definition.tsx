import type { CSSProperties } from 'react'
import type { FigureDefinition } from '@/lib/charts/define-figures'

/**
 * "how": the definition on demand. The popover attribute opens, closes on Escape and returns the focus
 * without a line of script.
 */
export function Definition({ id, definition }: { id: string; definition: FigureDefinition }) {
  const anchor = { anchorName: `--${id}` } as CSSProperties
  const target = { positionAnchor: `--${id}` } as CSSProperties
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        style={anchor}
        className="no-print min-h-6 min-w-6 shrink-0 cursor-pointer px-1 underline decoration-edge decoration-1 underline-offset-[0.22em] hover:decoration-current"
        aria-label={`How ${definition.name} is computed`}
      >
        how
      </button>
      <div id={id} popover="auto" style={target} className="definition text-small text-soft" role="dialog" aria-label={definition.name}>
        <h3 className="text-body font-[550] text-ink">{definition.name}</h3>
        <p className="mt-1.5">{definition.meaning}</p>
        <dl className="mt-3 space-y-2.5">
          <div>
            <dt className="text-faint">Formula</dt>
            <dd className="text-ink">{definition.formula}</dd>
          </div>
          {definition.withNumbers && (
            <div>
              <dt className="text-faint">With the numbers of this figure</dt>
              <dd className="text-ink">{definition.withNumbers}</dd>
            </div>
          )}
          <div>
            <dt className="text-faint">What it cannot know</dt>
            {definition.cannotKnow.map((sentence) => (
              <dd key={sentence} className="mt-0.5">
                {sentence}
              </dd>
            ))}
          </div>
        </dl>
        <button type="button" popoverTarget={id} popoverTargetAction="hide" className="mt-4 cursor-pointer underline underline-offset-[0.22em]">
          close
        </button>
      </div>
    </>
  )
}
