import type { StressFigure } from '@/lib/pages/stress/prepare-figures'
import { FigureValue } from './figure-value'

/** Answers with their intervals; each says whether it was measured or is modelled. */
export function StressFigures({ figures }: { figures: StressFigure[] }) {
  return (
    <div className="figures mt-12">
      {figures.map(({ key, label, value, words, interval, note, source }) => (
        <section key={key} className="figure stress-figure" aria-label={label} data-stress={key}>
          <h2 className="text-small leading-snug font-[400] text-soft">{label}</h2>
          <FigureValue figure={{ value, absent: words, isContext: false }} />
          <p className="mt-1 text-small leading-snug text-soft">{interval ?? ''}</p>
          <p className="mt-1 text-small leading-snug text-faint">{note}</p>
          <p className={`mt-1 text-tiny text-faint ${source === 'modelled' ? 'italic' : ''}`}>{source}</p>
        </section>
      ))}
    </div>
  )
}
