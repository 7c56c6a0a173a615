import { OutsideText } from '@/components/ui/outside-text'
import type { QuoteView } from '@/lib/pages/team/exhibit'

/** Texts as they stand on GitHub, each with the way to it. */
export function QuoteList({ quotes }: { quotes: QuoteView[] }) {
  return (
    <div className="quotes">
      {quotes.map(({ text, element, source, href }) => (
        <blockquote key={href}>
          <p>
            “<OutsideText>{text}</OutsideText>”
          </p>
          <footer>
            {element} ·{' '}
            <a href={href}>
              <OutsideText>{source}</OutsideText>
            </a>
          </footer>
        </blockquote>
      ))}
    </div>
  )
}
