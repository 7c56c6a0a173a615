'use client'

import { OutsideText } from '@/components/ui/outside-text'
import { memo, useDeferredValue, useMemo, type MouseEvent, type ReactNode } from 'react'
import { StressChart } from '@/components/charts/stress-chart'
import { StressTables } from '@/components/tables/stress-tables'
import { PageLink } from '@/components/ui/page-link'
import { toStressQuery, type StressQuestion } from '@/lib/pages/stress/address'
import { unpackStressSource, type PackedSource } from '@/lib/pages/stress/pack-source'
import { prepareStress } from '@/lib/pages/stress/prepare-page'
import { ModelNote } from './model-note'
import { StressAssumptions } from './stress-assumptions'
import { StressControls } from './stress-controls'
import { StressFigures } from './stress-figures'
import { StressNext } from './stress-next'
import { useStressQuestion } from './use-stress-question'

/** They follow a slider a moment later, and not before. */
const LongTables = memo(StressTables)

interface StressTestProps {
  packed: PackedSource
  /** The long tables as the server drew them, and the question they answer. */
  rows: ReactNode
  drawn: StressQuestion
}

/**
 * The test itself, rendered on the server for the address and again in the browser for every change, by the same pure
 * function: without scripts the form asks the server. The long tables are the server's until the question changes.
 */
export function StressTest({ packed, rows, drawn }: StressTestProps) {
  const source = useMemo(() => unpackStressSource(packed), [packed])
  const { question, problem, awaited, isWaiting, ask } = useStressQuestion(source)
  const { answer, figures, chart, next, assumptions } = prepareStress(source, question)
  const settled = useDeferredValue(question)
  const choose = (event: MouseEvent) => {
    const isPlain = !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    const row = event.target instanceof Element ? event.target.closest('a')?.closest<HTMLElement>('tr[data-scope]') : null
    if (!isPlain || !row?.dataset.scope) return
    event.preventDefault()
    ask({ scope: row.dataset.scope })
    window.scrollTo({ top: 0 })
  }
  return (
    <>
      {isWaiting && <span className="pending-line" aria-hidden="true" />}
      <div className="stress">
        <section className="stress-answer" aria-busy={awaited !== null}>
          <p className="text-small text-soft">
            <OutsideText>{source.organization}</OutsideText> · stress test
          </p>
          {problem && (
            <p role="status" className="mt-3 border-l-2 border-edge py-0.5 pl-3 text-small text-soft">
              {problem}
            </p>
          )}
          <div aria-live="polite">
            <h1 className="mt-2 max-w-[26em] text-headline leading-[1.18] font-[500] tracking-[-0.022em]">
              {answer.headline.map(({ text, isSubject }) =>
                isSubject ? (
                  <em
                    key={text}
                    className="text-accent not-italic underline decoration-accent-soft decoration-[0.13em] underline-offset-[0.14em]"
                  >
                    <OutsideText>{text}</OutsideText>
                  </em>
                ) : (
                  text
                ),
              )}
            </h1>
          </div>
          {answer.seen && (
            <p className="mt-3.5 max-w-[46em]" data-seen>
              {answer.seen}
            </p>
          )}
          <p className="mt-2 max-w-[46em] text-soft">{answer.evidence}</p>
          {answer.caveat && <p className="mt-2 max-w-[46em] text-soft">{answer.caveat}</p>}
          {figures.length > 0 && (
            <ModelNote text="Backlog, waits and what-ifs below are what a queue model gives for the question asked. Nobody has seen them." />
          )}
          {answer.listHref && (
            <p className="no-print mt-2 text-small text-soft">
              <PageLink href={answer.listHref}>The pull requests behind it</PageLink>
              {' · '}
              <a href="#how">how it is computed</a>
            </p>
          )}
        </section>
        <StressControls source={source} question={question} awaited={awaited} ask={ask} />
        {figures.length > 0 && (
          <div className="stress-chart">
            {chart ? (
              <StressChart view={chart} />
            ) : (
              <p className="text-small text-soft">Today’s queue is not known, so no backlog can be drawn.</p>
            )}
          </div>
        )}
      </div>
      {figures.length > 0 && <StressFigures figures={figures} />}
      {next && <StressNext view={next} />}
      <div className="stress-rows" aria-busy={settled !== question} onClick={choose}>
        {isSame(settled, drawn) ? rows : <LongTables source={source} question={settled} />}
      </div>
      {assumptions.length > 0 && <StressAssumptions assumptions={assumptions} />}
    </>
  )
}

function isSame(one: StressQuestion, other: StressQuestion): boolean {
  return one === other || toStressQuery(one, {}) === toStressQuery(other, {})
}
