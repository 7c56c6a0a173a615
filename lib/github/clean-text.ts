import { cutText } from '@/lib/facts/outside-text'
import { hideSecrets } from '@/lib/secrets'

/**
 * Postgres refuses NUL characters and lone surrogates, and GitHub lets both through in text that was truncated or pasted.
 * They can only arrive as escapes of the JSON text, so one scan of the text clears almost every answer.
 */
const SUSPECT = /\\u0000|\\u[dD][89a-fA-F][0-9a-fA-F]{2}/

export function parseCleanJson(text: string): unknown {
  return SUSPECT.test(text) ? JSON.parse(text, (_key, value: unknown) => cleanValue(value)) : JSON.parse(text)
}

function cleanValue(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\u0000', '').replaceAll(/\p{Surrogate}/gu, '\ufffd') : value
}

const LONGEST_REASON = 300

/** What a server says of itself, fit for one line of a terminal, a page or the log: short, without controls and secrets. */
export function toReason(text: string): string {
  // Bounded before anything else looks at it: a body of megabytes may stand where a message should.
  const line = hideSecrets(cutText(text, 0, 4 * LONGEST_REASON)).replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
  return cutText(line, 0, LONGEST_REASON).trim()
}
