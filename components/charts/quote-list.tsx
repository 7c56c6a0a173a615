import type { QuoteView } from '@/lib/pages/team/exhibit'

/** Texts as they stand on GitHub, each with the way to it. */
export function QuoteList({ quotes }: { quotes: QuoteView[] }) {
  return (
    <div className="quotes">
      {quotes.map(({ text, element, source, href }) => (
        <blockquote key={href}>
          <p>“{text}”</p>
          <footer>
            {element} · <a href={href}>{source}</a>
          </footer>
        </blockquote>
      ))}
    </div>
  )
}
