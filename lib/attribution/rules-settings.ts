import type { TextRule } from './attribution-rules'

/**
 * Repository files that switch agents' marks off (.claude/settings.json, .copilot/settings.json, AGENTS.md, CLAUDE.md):
 * they prove nothing about a commit, but where they stand the absence of marks means even less.
 */
const SUPPRESSION_RULES: Pick<TextRule, 'signal' | 'pattern'>[] = [
  { signal: 'settings: includeCoAuthoredBy false', pattern: /"includeCoAuthoredBy"\s*:\s*false/i },
  { signal: 'settings: attribution empty', pattern: /"attribution"\s*:\s*\{[^}]{0,2000}"commit"\s*:\s*""/i },
  {
    signal: 'instructions: no attribution',
    pattern: /\b(never|do not|don.t|no|without)\b.{0,60}(co-?author|attribution|AI trailer|Claude-Session)/i,
  },
]

/** The text that switches attribution off, or null. */
export function toAttributionSuppression(fileText: string): { signal: string; text: string } | null {
  for (const { signal, pattern } of SUPPRESSION_RULES) {
    const match = pattern.exec(fileText)
    if (match) return { signal, text: match[0].trim() }
  }
  return null
}
