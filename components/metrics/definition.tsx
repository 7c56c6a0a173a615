import type { CSSProperties } from 'react'
import { Sparkline } from '@/components/charts/sparkline'
import { OnDemand } from '@/components/ui/on-demand'
import type { FigureDefinition } from '@/lib/pages/figures/define'
import type { FigureHistory } from '@/lib/pages/figures/prepare'
import type { OpenTables } from '@/lib/pages/frame/prepare-open'

interface DefinitionProps {
  id: string
  definition: FigureDefinition
  history?: FigureHistory | null
  /** The pull requests behind the figure. */
  href?: string | undefined
  isContext?: boolean
  /** Where the method page explains it. */
  methodHref: string
  open: OpenTables
}

/**
 * "how": the definition on demand, the figure's own weeks, and the way to the pull requests behind it. The popover attribute
 * opens, closes on Escape and returns the focus without a line of script.
 */
export function Definition({ id, definition, history = null, href, isContext = false, methodHref, open }: DefinitionProps) {
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
      <div
        id={id}
        popover="auto"
        style={target}
        className={`definition text-small text-soft ${isContext ? 'is-context' : ''}`}
        role="dialog"
        aria-label={definition.name}
      >
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
          {history && <History id={id} history={history} open={open} />}
          {definition.audit && (
            <div>
              <dt className="text-faint">How often the rule is right</dt>
              <dd className="text-ink">{definition.audit}</dd>
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
        <p className="mt-4 flex flex-wrap gap-x-5 gap-y-1">
          {href && (
            <a href={href} className="underline underline-offset-[0.22em]">
              what stands behind it
            </a>
          )}
          <a href={methodHref} className="underline underline-offset-[0.22em]">
            method
          </a>
          <button
            type="button"
            popoverTarget={id}
            popoverTargetAction="hide"
            className="cursor-pointer underline underline-offset-[0.22em]"
          >
            close
          </button>
        </p>
      </div>
    </>
  )
}

interface HistoryProps {
  id: string
  history: FigureHistory
  open: OpenTables
}

function History({ id, history, open }: HistoryProps) {
  return (
    <div>
      <dt className="text-faint">{history.weeks.length} weeks, on the band of the weeks before the range</dt>
      <dd className="mt-1.5">
        <Sparkline view={history.sparkline} width={288} height={56} />
        <HistoryNumbers id={id} history={history} open={open} />
      </dd>
    </div>
  )
}

export function HistoryNumbers({ id, history, open }: HistoryProps) {
  return (
    <OnDemand name={id} open={open} summary="as numbers" className="mt-1.5">
      <ol className="mt-1 columns-2 gap-x-6">
        {history.weeks.map(({ title, text }) => (
          <li key={title} className="flex justify-between gap-x-3 text-tiny">
            <span className="text-faint">{title.split(',')[0]}</span>
            <span className="text-ink">{text}</span>
          </li>
        ))}
      </ol>
    </OnDemand>
  )
}
