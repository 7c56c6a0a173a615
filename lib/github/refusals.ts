import { UserError } from '@/lib/errors'
import { shorten } from '@/lib/facts/outside-text'
import type { HeaderReader } from './limits'

/** An answer that only a person can mend, as one line each; null: the answer is usable. */
export function toRefusal(status: number, header: HeaderReader, text: string): Error | null {
  if (status < 400) return null
  const said = shorten(text.trim().split('\n')[0] ?? '', 200)
  if (status === 401) {
    return new UserError(
      'GitHub does not accept the token (401 Bad credentials).',
      'Set GITHUB_TOKEN to a token that is valid and has the scopes repo and read:org.',
    )
  }
  const sso = header('x-github-sso')
  if (status === 403 && sso) {
    const url = /url=(\S+)/.exec(sso)?.[1]
    return new UserError(
      'The organisation demands single sign-on, and the token is not authorised for it (403).',
      `Authorise the token${url ? ` at ${url}` : ' under "Configure SSO" in the settings of the token'}.`,
    )
  }
  if (status === 403) {
    return new UserError(
      `The token may not do this (403${said ? `: ${said}` : ''}).`,
      'Give it the scopes repo and read:org (fine-grained: read access to contents, pull requests, checks and members).',
    )
  }
  if (status === 404) {
    return new UserError('There is no GitHub API at this address (404).', 'Set GITHUB_API_URL to the address of the API.')
  }
  return new UserError(`GitHub refuses the request (${status}: ${said}).`, 'Check GITHUB_API_URL and GITHUB_TOKEN.')
}
