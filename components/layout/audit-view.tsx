import { OutsideText } from '@/components/ui/outside-text'
import { PageLink } from '@/components/ui/page-link'
import { ANSWER_PREFIX } from '@/lib/pages/audit/form'
import { ANSWER_WORDS, type AuditItemView, type AuditView as AuditViewData } from '@/lib/pages/audit/prepare-sample'
import { AUDIT_ANSWERS } from '@/lib/metrics/audit/tally'
import { PageFrame } from './page-frame'

type FormAction = (form: FormData) => Promise<void>

/** A sample to be judged, or what judging it said of the rule. */
export function AuditView({ audit, saveAction, secondAction }: { audit: AuditViewData; saveAction: FormAction; secondAction: FormAction }) {
  return (
    <PageFrame place="method">
      <article className="method-page">
        <p className="text-small text-soft">
          <PageLink href="/method/audit">Hand audits</PageLink> · {audit.eyebrow}
        </p>
        <h1 className="mt-2 text-[1.5rem] leading-[1.25] font-[500] tracking-[-0.018em]">{audit.title}</h1>
        {audit.isFinished ? <Result audit={audit} secondAction={secondAction} /> : <Task audit={audit} />}
        <details className="audit-drawn">
          <summary>How this sample was drawn</summary>
          {audit.drawn.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </details>
      </article>
      {audit.isFinished ? <Items audit={audit} /> : <AuditAnswers audit={audit} action={saveAction} />}
    </PageFrame>
  )
}

function Task({ audit: { task } }: { audit: AuditViewData }) {
  return (
    <ul className="audit-task">
      <li>{task.yes}</li>
      <li>{task.no}</li>
      <li>Cannot tell: the thread, the branch or the reason is no longer there. It is left out of both figures.</li>
    </ul>
  )
}

function Result({ audit, secondAction }: { audit: AuditViewData; secondAction: FormAction }) {
  return (
    <>
      {audit.said && (
        <p id="said" role="status" className="audit-line">
          {audit.said}
        </p>
      )}
      {audit.result && (
        <section id="result" aria-label="Result">
          <dl className="audit-facts">
            {audit.result.facts.map(({ label, value, note }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd className="audit-value">{value}</dd>
                <dd>{note}</dd>
              </div>
            ))}
          </dl>
          {audit.result.working.map((sentence) => (
            <p key={sentence} className="mt-1 text-small text-soft">
              {sentence}
            </p>
          ))}
        </section>
      )}
      {audit.agreement?.map((sentence) => (
        <p key={sentence} className="mt-1 text-small text-soft">
          {sentence}
        </p>
      ))}
      {audit.second && (
        <form action={secondAction} className="audit-second no-print">
          <input type="hidden" name="auditId" value={audit.id} />
          <button type="submit">
            {audit.second === 'offer' ? 'Let a second reader judge the same sample' : 'To the second reader’s audit'}
          </button>
        </form>
      )}
    </>
  )
}

/** The form: every item with three answers, kept by one press of a button, finished by another. */
export function AuditAnswers({ audit, action }: { audit: AuditViewData; action: FormAction }) {
  return (
    <form action={action} className="audit-form" aria-label="Answers">
      <input type="hidden" name="auditId" value={audit.id} />
      <ol className="audit-items">
        {audit.items.map((item) => (
          <li key={item.key} data-answer={item.answer ?? 'none'}>
            <fieldset>
              <legend>
                <span className="sr-only">Item {item.number}: </span>
                <ItemName item={item} />
              </legend>
              <ItemText item={item} />
              <div className="audit-answers">
                {AUDIT_ANSWERS.map((answer) => (
                  <label key={answer} className="audit-choice">
                    <input type="radio" name={`${ANSWER_PREFIX}${item.key}`} value={answer} defaultChecked={item.answer === answer} />{' '}
                    {ANSWER_WORDS[answer]}
                  </label>
                ))}
              </div>
            </fieldset>
          </li>
        ))}
      </ol>
      <div className="audit-end no-print">
        <p id="said" role="status">
          {audit.said ?? audit.progress}
        </p>
        <button type="submit" name="intent" value="save">
          Save and go on later
        </button>
        <button type="submit" name="intent" value="finish" className="is-quiet">
          Finish and show what the rule said
        </button>
      </div>
    </form>
  )
}

function Items({ audit }: { audit: AuditViewData }) {
  return (
    <ol className="audit-items" aria-label="Items">
      {audit.items.map((item) => (
        <li key={item.key} data-agrees={item.verdict?.agrees ?? 'none'}>
          <ItemName item={item} />
          <ItemText item={item} />
          <p className="text-small">
            Reader: {item.answer ? ANSWER_WORDS[item.answer] : 'no answer'}. Rule: {item.verdict?.isFlagged ? 'yes' : 'no'}
            {item.verdict?.agrees === false && <strong className="font-[550]">, they differ</strong>}.
          </p>
          {item.verdict && item.verdict.lines.length > 0 && (
            <details className="text-small text-soft">
              <summary>What the rule went by</summary>
              {item.verdict.lines.map((line) => (
                <p key={line}>
                  <OutsideText>{line}</OutsideText>
                </p>
              ))}
            </details>
          )}
        </li>
      ))}
    </ol>
  )
}

function ItemName({ item }: { item: AuditItemView }) {
  return (
    <>
      <a href={item.href} target="_blank" rel="noreferrer">
        <OutsideText>{item.name}</OutsideText>
      </a>{' '}
      <OutsideText>{item.title}</OutsideText>
    </>
  )
}

function ItemText({ item }: { item: AuditItemView }) {
  if (item.place === null) return null
  return (
    <p className="audit-text">
      <span>
        <OutsideText>{item.place}</OutsideText>
      </span>
      {item.opening && (
        <q>
          <OutsideText>{item.opening}</OutsideText>
        </q>
      )}
    </p>
  )
}
