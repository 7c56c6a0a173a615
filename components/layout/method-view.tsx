import { PageLink } from '@/components/ui/page-link'
import { Static } from '@/components/ui/static'
import type { MethodView as MethodViewData } from '@/lib/pages/method/prepare-page'
import type { MethodBlock, MethodSection, Term } from '@/lib/pages/method/prepare-parts'
import { MethodChoices } from './method-choices'
import { PageFrame } from './page-frame'

/** Long text of one measure, its contents beside it; every section can be linked to. */
export function MethodView({ page }: { page: MethodViewData }) {
  return (
    <PageFrame place="method">
      <article className="method-layout">
        <header>
          <p className="text-small text-soft">{page.eyebrow}</p>
          <h1 className="mt-2 text-headline leading-[1.18] font-[500] tracking-[-0.022em]">{page.title}</h1>
          <p className="mt-3.5 text-soft">{page.opening}</p>
        </header>
        <nav className="method-contents" aria-label="Contents">
          <ol>
            {page.groups.map(({ name, sections }) => [
              <li key={name} className="is-group">
                {name}
              </li>,
              ...sections.map((section) => (
                <li key={section.id}>
                  <a href={`#${section.id}`}>{section.name}</a>
                </li>
              )),
            ])}
          </ol>
        </nav>
        <Static>
          <div className="method-text">
            {page.groups.flatMap(({ sections }) => sections.map((section) => <Section key={section.id} section={section} />))}
          </div>
        </Static>
      </article>
    </PageFrame>
  )
}

function Section({ section }: { section: MethodSection }) {
  return (
    <section id={section.id} className="method-section" aria-labelledby={`${section.id}-title`}>
      <p className="method-name">{section.name}</p>
      <h2 id={`${section.id}-title`}>{section.answer}</h2>
      {section.blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </section>
  )
}

function Block({ block }: { block: MethodBlock }) {
  switch (block.kind) {
    case 'text':
      return <p>{block.text}</p>
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )
    case 'formula':
      return (
        <dl className="method-formula">
          <dt>Formula</dt>
          <dd>{block.plain}</dd>
          {block.withNumbers && (
            <>
              <dt>With today’s numbers</dt>
              <dd>{block.withNumbers}</dd>
            </>
          )}
        </dl>
      )
    case 'choices':
      return <MethodChoices choices={block.choices} />
    case 'terms':
      return <Terms terms={block.terms} />
    case 'more':
      return (
        <details className="method-more">
          <summary>{block.title}</summary>
          <Terms terms={block.terms} />
        </details>
      )
    case 'link':
      return (
        <p className="no-print text-small">
          {block.href.startsWith('#') ? <a href={block.href}>{block.label}</a> : <PageLink href={block.href}>{block.label}</PageLink>}
        </p>
      )
  }
}

function Terms({ terms }: { terms: Term[] }) {
  return (
    <dl className="method-terms">
      {terms.map(({ term, detail }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{detail}</dd>
        </div>
      ))}
    </dl>
  )
}
