import { dropStrayEnds } from '@/lib/pages/words/isolate'

/** Longer than any name that a column is laid out for. */
const UNBREAKABLE = /[^\s\-/]{32}/

/**
 * A name, title or quotation as somebody else wrote it: marks in it that turn text round turn nothing of ours, and what nothing
 * can break breaks anywhere. Within a sentence of ours lib/pages/words/isolate.ts does the first.
 */
export function OutsideText({ children: text }: { children: string }) {
  return <bdi className={UNBREAKABLE.test(text) ? 'wrap-anywhere' : undefined}>{dropStrayEnds(text)}</bdi>
}
