/**
 * Postgres takes neither a NUL character nor half a surrogate pair, and refuses the whole statement for one of them. What
 * GitHub answers is cleaned at its border (lib/github/clean-text.ts); this is for whatever was cut or made since.
 */

/** As JSON.stringify writes them; in a text that only speaks of them they cost one more look. */
const SUSPECT = /\\u(?:0000|d[89a-f])/

/** JSON that jsonb takes: a NUL is left out, half a surrogate pair becomes U+FFFD. */
export function toJsonText(value: unknown): string {
  const text = JSON.stringify(value)
  return SUSPECT.test(text) ? JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? toStorableText(part) : part)) : text
}

/** The same for a text column. */
export function toStorableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
