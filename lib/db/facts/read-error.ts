/** Why a pull request is not whole here. */
export interface Unread {
  /** read: GitHub did not answer. store: GitHub answered, and the database refuses what it said. */
  failed: 'read' | 'store'
  reason: string
}

const STORE = 'could not be stored: '
export const READ = 'could not be read: '

/** A stored `read_error` that is like one of these says itself what could not be done; any other one is what GitHub said. */
export const SENTENCES = [`${STORE}%`, `${READ}%`]

/** What is stored of it. Words of GitHub's that begin like ours are told apart, since the column holds both. */
export function toReadError({ failed, reason }: Unread): string {
  if (failed === 'store') return `${STORE}${reason}`
  return reason.startsWith(STORE) ? `${READ}${reason}` : reason
}
