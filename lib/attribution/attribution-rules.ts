/**
 * The vocabulary of the attribution rules (METRICS section 6).
 *
 * A rule says: where this is found, an agent wrote (L3), contributed (L2) or possibly contributed (L1). L4 would be a
 * note per line. The rules are grouped by where they look: rules-commits, rules-pull-request, rules-accounts and
 * rules-settings. What is known but not read, because it needs more than GitHub's API gives:
 * - git notes (refs/notes/ai), .agent-trace/traces.jsonl and the branch entire/checkpoints/v1: they need a clone;
 * - usage reports of vendors (Copilot metrics, Claude Code analytics, Cursor's commit tracking): they need keys of
 *   their own, and only the last names commits.
 * Raise the version whenever a rule comes, goes or changes its tier: stored evidence is then made anew.
 */
export const ATTRIBUTION_RULES_VERSION = 2

export type RuleTier = 'L3' | 'L2' | 'L1'

export interface TextRule {
  /** Stable name shown with the evidence, e.g. "body: codex task link". */
  signal: string
  tool: string
  tier: RuleTier
  pattern: RegExp
}
