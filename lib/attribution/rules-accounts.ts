/**
 * Accounts by exact login, "[bot]" stripped and lower-cased: GraphQL leaves the suffix out, REST shows it.
 * A name that merely looks like a machine's ("…-bot", "…-ci") decides nothing: people are called that too.
 */

/** Write pull requests. Some of them review as well: the edge decides (cursor, claude, devin, factory-droid, amazon-q). */
export const AGENT_LOGINS: ReadonlyMap<string, string> = new Map([
  ['copilot-swe-agent', 'Copilot coding agent'],
  ['copilot', 'Copilot coding agent'],
  ['devin-ai-integration', 'Devin'],
  ['google-labs-jules', 'Jules'],
  ['cursor', 'Cursor'],
  ['claude', 'Claude'],
  ['anthropic-code-agent', 'Claude'],
  ['openai-code-agent', 'Codex'],
  ['factory-droid', 'Factory Droid'],
  ['codegen-sh', 'Codegen'],
  ['gru-agent', 'Gru'],
  ['openhands-agent', 'OpenHands'],
  ['sweep-ai', 'Sweep'],
  ['kiro-agent', 'Kiro'],
  ['opencode-agent', 'opencode'],
  ['codeflash-ai', 'Codeflash'],
  ['posthog-eu', 'PostHog agent'],
  ['amazon-q-developer', 'Amazon Q'],
])

/**
 * Agents whose account is of type User, or that some sources show as one. The other logins above count for a Bot only:
 * "claude" or "cursor" as a User is somebody else. No person can hold "copilot": GitHub serves no such profile.
 */
export const AGENT_USER_LOGINS: ReadonlyMap<string, string> = new Map([
  ['cursoragent', 'Cursor'],
  ['copilot', 'Copilot coding agent'],
  ['openhands-agent', 'OpenHands'],
  ['sweep-ai', 'Sweep'],
  ['kiro-agent', 'Kiro'],
  // GitHub's own third-party agent, account 242516109.
  ['openai-code-agent', 'Codex'],
])

export const REVIEWER_LOGINS: ReadonlySet<string> = new Set([
  'copilot-pull-request-reviewer',
  'copilot',
  'coderabbitai',
  'cursor',
  'greptile-apps',
  'chatgpt-codex-connector',
  'gemini-code-assist',
  'claude',
  'qodo-merge-pro',
  'qodo-code-review',
  'qodo-merge-for-open-source',
  'sourcery-ai',
  'ellipsis-dev',
  'graphite-app',
  'cubic-dev-ai',
  'entelligence-ai-pr-reviews',
  'recurseml',
  'propel-code-bot',
  'baz-reviewer',
  'seer-by-sentry',
  'codeant-ai',
  'wispbit-ai',
  'callstackai',
  'windsurf-bot',
  // People and AI behind one account: not a person we could name, so never a human review.
  'pullrequest',
  'augmentcode',
  'kiloconnect',
  'factory-droid',
  'devin-ai-integration',
  'amazon-q-developer',
  'depthfirst-app',
  'github-code-quality',
])

export const DEPENDENCY_LOGINS: ReadonlySet<string> = new Set(['dependabot', 'dependabot-preview', 'renovate', 'snyk-bot'])

export const RELEASE_LOGINS: ReadonlySet<string> = new Set(['changeset-bot', 'semantic-release-bot', 'release-please'])

/**
 * Automation whose account is of type User: recognised by login alone. Bots need no list of automation: whichever is
 * none of the above (checks, previews, coverage, merge queues, trackers) is a CI bot.
 */
export const MACHINE_USER_LOGINS: ReadonlySet<string> = new Set([
  'k8s-ci-robot',
  'bors',
  'gemini-cli-robot',
  'ai-sdk-factory',
  'snyk-bot',
  'semantic-release-bot',
  'claassistant',
])
