// The variables of a .env file, as whatever editor wrote it: a mark of the byte order at its beginning would be taken for a
// part of the first name, and a run meant for one database would quietly fill another.
import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/** @returns {Record<string, string>} */
export function readEnvFile(path) {
  const bytes = readFileSync(path)
  const mark = bytes.subarray(0, 2).toString('hex')
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8'
  // A decoder leaves the mark out.
  return parseEnv(new TextDecoder(encoding).decode(bytes))
}
