/** What an e-mail of GitHub's own says about an account; other e-mails name nobody that we could match. */
export interface AccountKey {
  login: string
  databaseId: number | null
}

/** "95136+ana@users.noreply.github.com" → ana, 95136; the older form has no number. */
export function toAccountKey(email: string | null): AccountKey | null {
  const match = /^(?:(\d+)\+)?([\w.-]+(?:\[bot\])?)@users\.noreply\.[\w.-]+$/i.exec(email ?? '')
  if (!match?.[2]) return null
  return { login: match[2], databaseId: match[1] ? Number(match[1]) : null }
}
