/**
 * Markup drawn to text, on its way from the server's first rendering (which React would otherwise send twice: as HTML, and
 * again as data to take the HTML over) to the second one, which writes the HTML. Next bundles the two apart, so they share
 * what hangs on globalThis. Whatever is not taken, because a reader left, goes when newer text needs its room.
 */
interface Waiting {
  texts: Map<string, string>
  characters: number
  last: number
}

const held = globalThis as typeof globalThis & { plumblineStatic?: Waiting }
const MOST_CHARACTERS = 32e6

/** @returns the name under which the text waits. */
export function keepText(text: string): string {
  const waiting = (held.plumblineStatic ??= { texts: new Map(), characters: 0, last: 0 })
  waiting.last += 1
  const name = waiting.last.toString(36)
  waiting.texts.set(name, text)
  waiting.characters += text.length
  for (const oldest of waiting.texts.keys()) {
    if (waiting.characters <= MOST_CHARACTERS) break
    remove(waiting, oldest)
  }
  return name
}

export function takeText(name: string): string {
  const text = held.plumblineStatic && remove(held.plumblineStatic, name)
  if (text === undefined) throw new Error('The text of a part of the page is gone: too many pages were drawn at once.')
  return text
}

function remove(waiting: Waiting, name: string): string | undefined {
  const text = waiting.texts.get(name)
  waiting.texts.delete(name)
  waiting.characters -= text?.length ?? 0
  return text
}
