import { OutsideText } from '@/components/ui/outside-text'
import { PageLink } from '@/components/ui/page-link'
import { ModelNote } from '@/components/metrics/model-note'
import type { Verdict } from '@/lib/pages/figures/prepare-verdict'

/**
 * The verdict in large type, the thing it is about as the only accent, what was seen in grey under it, and what a model
 * gives apart from both; paper also says which weeks.
 */
export function PageOpening({ eyebrow, verdict, printed }: { eyebrow: string; verdict: Verdict; printed: string }) {
  const { headline, place, evidence, model, stressHref } = verdict
  return (
    <section className="pt-[clamp(1.8rem,3.4vw,3rem)]">
      <p className="text-small text-soft">
        {eyebrow}
        <span className="hidden print:inline"> · {printed}</span>
      </p>
      <h1 className="mt-2 max-w-[26em] text-headline leading-[1.18] font-[500] tracking-[-0.022em]">
        {headline.map(({ text, isSubject, href }) => {
          if (!isSubject) return text
          const subject = 'text-accent underline decoration-accent-soft decoration-[0.13em] underline-offset-[0.14em]'
          return href ? (
            <PageLink key={text} href={href} className={`${subject} hover:decoration-accent`}>
              <OutsideText>{text}</OutsideText>
            </PageLink>
          ) : (
            <em key={text} className={`${subject} not-italic`}>
              <OutsideText>{text}</OutsideText>
            </em>
          )
        })}
      </h1>
      {place && (
        <p className="mt-3.5 max-w-[46em]" data-place>
          {place}
        </p>
      )}
      {(evidence || stressHref) && (
        <p className={`${place ? 'mt-2' : 'mt-3.5'} max-w-[46em] text-soft`}>
          {evidence}{' '}
          {stressHref && (
            <PageLink href={stressHref} className="no-print whitespace-nowrap decoration-edge">
              What would change this
            </PageLink>
          )}
        </p>
      )}
      {model && <ModelNote text={model} />}
    </section>
  )
}
