import type { FigureView } from '@/lib/pages/figures/prepare'

/** A value with its unit set smaller, never broken across lines; or the words that say why there is none. */
export function FigureValue({ figure }: { figure: Pick<FigureView, 'value' | 'absent' | 'isContext'> }) {
  if (!figure.value) return <p className="mt-1 text-body leading-tight font-[450] text-balance text-soft">{figure.absent}</p>
  const { prefix, text, unit } = figure.value
  return (
    <p
      className={`mt-0.5 text-figure leading-[1.1] font-[500] tracking-[-0.03em] whitespace-nowrap ${figure.isContext ? 'text-soft' : ''}`}
    >
      {prefix && <span className="mr-[0.08em] font-[400]">{prefix}</span>}
      {text}
      <span className="text-[1.0625rem] tracking-normal text-soft">{unit === '×' ? '\u200a×' : `\u00a0${unit}`}</span>
    </p>
  )
}
