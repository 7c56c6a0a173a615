import { OutsideText } from '@/components/ui/outside-text'
import type { AuditsView as AuditsViewData } from '@/lib/pages/audit/prepare-list'
import { PageLink } from '@/components/ui/page-link'
import { PageFrame } from './page-frame'

type FormAction = (form: FormData) => Promise<void>

/** What a hand audit is, the form that draws a sample, and the audits there are. */
export function AuditsView({ page, action }: { page: AuditsViewData; action: FormAction }) {
  const { form } = page
  return (
    <PageFrame place="method">
      <article className="method-page">
        <p className="text-small text-soft">
          <OutsideText>{page.organization}</OutsideText> · <PageLink href="/method#catch">Method</PageLink>
        </p>
        <h1 className="mt-2 text-headline leading-[1.18] font-[500] tracking-[-0.022em]">
          How often is the rule right? Ask people who have not seen its answer.
        </h1>
        <p className="mt-3.5 text-soft">
          The defect catch rate is made by rules on text and commits. A hand audit says how often they are right (precision) and how much
          they miss (recall).
        </p>
        <ol className="method-steps">
          {page.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>

        <section id="new" aria-labelledby="new-title" className="method-section">
          <h2 id="new-title">Draw a sample</h2>
          {page.problem && (
            <p role="alert" className="audit-line is-problem">
              {page.problem}
            </p>
          )}
          <form action={action} className="audit-start no-print">
            <fieldset>
              <legend>What to audit</legend>
              {page.kinds.map(({ value, label }) => (
                <label key={value} className="audit-choice">
                  <input type="radio" name="kind" value={value} defaultChecked={form.kind === value} /> {label}
                </label>
              ))}
            </fieldset>
            <label>
              First day merged
              <input type="date" name="from" defaultValue={form.from} />
            </label>
            <label>
              Last day merged
              <input type="date" name="to" defaultValue={form.to} />
            </label>
            <label>
              Seed
              <input type="text" inputMode="numeric" name="seed" defaultValue={form.seed} autoComplete="off" />
            </label>
            <p>{form.hint} The same days and seed always draw the same sample, or lead back to it.</p>
            <button type="submit">Draw 50 items</button>
          </form>
        </section>

        <section aria-labelledby="audits-title" className="method-section">
          <h2 id="audits-title">Audits</h2>
          {page.rows.length === 0 ? (
            <p>None yet. Until there is one, nobody knows how often the rule is right here.</p>
          ) : (
            <ul className="audit-rows">
              {page.rows.map(({ href, title, state }) => (
                <li key={href}>
                  <PageLink href={href}>{title}</PageLink>
                  <span>{state}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
      </article>
    </PageFrame>
  )
}
