import { randomBytes } from 'node:crypto'

/**
 * What a page may load and do: its own scripts, sheets and data, nothing from elsewhere, in nobody's frame. A script that
 * stands in the page needs the nonce, which Next takes from the request that carries this policy
 * (node_modules/next/dist/docs/01-app/02-guides/content-security-policy.md). Charts place their marks by style attributes.
 */
export function createContentPolicy(isReloading: boolean): string {
  const nonce = randomBytes(16).toString('base64')
  return [
    `default-src 'none'`,
    // React rebuilds the server's stacks with eval while developing, and the overlay of errors brings its own sheets.
    `script-src 'self' 'nonce-${nonce}'${isReloading ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self'${isReloading ? ` 'unsafe-inline'` : ''}`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}
