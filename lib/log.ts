import { hideSecrets } from './secrets'

/** One JSON object a line on standard error: what an operator greps. Progress and answers for people go elsewhere. */
export function log(level: 'info' | 'warn' | 'error', message: string, details: Record<string, unknown> = {}): void {
  process.stderr.write(`${hideSecrets(JSON.stringify({ level, message, ...details }))}\n`)
}
