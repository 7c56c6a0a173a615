import { createHash } from 'node:crypto'

// Ids as GitHub makes them look: opaque, with a prefix for the kind. The same input gives the same id on every machine.

export function toNodeId(prefix: string, ...parts: (string | number)[]): string {
  return `${prefix}_kw${createHash('sha1').update(parts.join('/')).digest('base64url').slice(0, 16)}`
}

/** A commit's 40 hexadecimal digits. */
export function toOid(...parts: (string | number)[]): string {
  return createHash('sha1').update(parts.join('/')).digest('hex')
}

/** A positive number below 2³¹, as databaseId still is for most objects. */
export function toDatabaseId(...parts: (string | number)[]): number {
  return createHash('sha1').update(parts.join('/')).digest().readUInt32BE(0) >>> 1
}
