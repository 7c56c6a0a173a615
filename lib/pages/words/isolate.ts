/** An override or embedding, an isolate, and what ends each (Unicode Standard Annex 9). */
const EMBEDDING = /[\u202A\u202B\u202D\u202E]/
const END_OF_EMBEDDING = '\u202C'
const ISOLATE = /[\u2066-\u2068]/
const END_OF_ISOLATE = '\u2069'

/** Letters that are written from right to left, and the marks that turn text round. */
const TURNING = /[\p{Bidi_Control}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/**
 * A name or title of somebody's within a sentence of ours: whatever marks it holds, what follows it stands in its order. Where
 * it stands alone, <OutsideText> does the same.
 */
export function isolate(text: string): string {
  return TURNING.test(text) ? `\u2068${dropStrayEnds(text)}${END_OF_ISOLATE}` : text
}

/** Without the marks that would end what surrounds the text instead of something in it. */
export function dropStrayEnds(text: string): string {
  let embeddings = 0
  let isolates = 0
  let kept = ''
  for (const character of text) {
    if (character === END_OF_EMBEDDING && (embeddings -= 1) < 0) embeddings = 0
    else if (character === END_OF_ISOLATE && (isolates -= 1) < 0) isolates = 0
    else kept += character
    if (EMBEDDING.test(character)) embeddings += 1
    if (ISOLATE.test(character)) isolates += 1
  }
  return kept
}
