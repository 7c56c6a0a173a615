// What must never be read in an error or a log line. Where a secret enters (lib/env.ts, a token that GitHub made for an
// app) it is remembered here; where words leave (errors, log, what GitHub said) every form of it is taken out.

const HIDDEN = '[hidden]'
/** Shorter ones would take ordinary words out of every line. */
const SHORTEST = 6
/** An app gets another token every hour. */
const MOST = 200

const held = new Map<string, string[]>()

/** A secret with blanks or line breaks in it is no secret any more, but each of its pieces is. */
export function rememberSecret(secret: string): void {
  for (const piece of new Set([secret.trim(), ...secret.split(/[^\x21-\x7e]+|\\n/)])) {
    if (piece.length < SHORTEST || piece.includes('-----') || held.has(piece)) continue
    const [oldest] = held.keys()
    if (held.size >= MOST && oldest !== undefined) held.delete(oldest)
    held.set(piece, listForms(piece))
  }
}

/** The text without any secret, however it was written: plain, escaped, in an address, in base64 or hexadecimal. */
export function hideSecrets(text: string): string {
  // The longest first: a piece of a secret may be remembered as well.
  const forms = [...held.values()].flat().toSorted((one, other) => other.length - one.length)
  return forms.reduce((hidden, form) => (hidden.includes(form) ? hidden.replaceAll(form, HIDDEN) : hidden), text)
}

function listForms(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const forms = [
    secret,
    secret.toLowerCase(),
    secret.toUpperCase(),
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...[0, 1, 2].flatMap((before) => listBase64(bytes, before)),
  ]
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST)
}

/** Base64 of the secret where so many bytes stand before it ("user:"): without the ends, which depend on the neighbours. */
function listBase64(bytes: Buffer, before: number): string[] {
  const from = Math.ceil((before * 8) / 6)
  const until = Math.floor(((before + bytes.length) * 8) / 6)
  const padded = Buffer.concat([Buffer.alloc(before), bytes])
  return (['base64', 'base64url'] as const).map((encoding) => padded.toString(encoding).slice(from, until))
}
