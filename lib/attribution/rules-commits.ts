import type { RuleTier, TextRule } from './attribution-rules'

/** A co-author trailer: every given part must match. E-mails tell agents apart, names are what people share with them. */
export interface CoAuthorRule {
  signal: string
  tool: string
  tier: RuleTier
  email?: RegExp
  name?: RegExp
}

export const CO_AUTHOR_RULES: CoAuthorRule[] = [
  { signal: 'co-author: Claude', tool: 'Claude Code', tier: 'L2', email: /^(no-?reply|claude)@anthropic\.com$/i },
  { signal: 'co-author: Claude on GitHub', tool: 'Claude', tier: 'L2', email: /^242468646\+Claude@users\.noreply\.github\.com$/i },
  {
    signal: 'co-author: Copilot agent',
    tool: 'Copilot coding agent',
    tier: 'L2',
    email: /^198982749\+Copilot@users\.noreply\.github\.com$/i,
  },
  { signal: 'co-author: Cursor', tool: 'Cursor', tier: 'L2', email: /^cursoragent@cursor\.com$/i },
  { signal: 'co-author: Codex', tool: 'Codex CLI', tier: 'L2', email: /^(noreply|codex)@openai\.com$/i },
  { signal: 'co-author: Aider', tool: 'Aider', tier: 'L2', name: /^aider\b/i },
  { signal: 'co-author: Aider by e-mail', tool: 'Aider', tier: 'L2', email: /^noreply@aider\.(chat|dev)$/i },
  // The agent's own account; any other number of a "Codex" is somebody else.
  {
    signal: 'co-author: Codex agent on GitHub',
    tool: 'Codex',
    tier: 'L2',
    email: /^242516109\+[\w-]+(\[bot\])?@users\.noreply\.github\.com$/i,
  },
  { signal: 'co-author: Devin', tool: 'Devin', tier: 'L2', email: /^\d+\+devin-ai-integration\[bot\]@users\.noreply\.github\.com$/i },
  // "Devin" alone is a given name.
  { signal: 'co-author: Devin AI', tool: 'Devin', tier: 'L2', name: /\bdevin ai\b/i },
  { signal: 'co-author: Jules', tool: 'Jules', tier: 'L2', email: /^161369871\+google-labs-jules\[bot\]@users\.noreply\.github\.com$/i },
  { signal: 'co-author: Amp', tool: 'Amp', tier: 'L2', email: /^amp@ampcode\.com$/i },
  { signal: 'co-author: opencode', tool: 'opencode', tier: 'L2', email: /^noreply@opencode\.ai$/i },
  {
    signal: 'co-author: Factory Droid',
    tool: 'Factory Droid',
    tier: 'L2',
    email: /^138933559\+factory-droid\[bot\]@users\.noreply\.github\.com$/i,
  },
  { signal: 'co-author: OpenHands', tool: 'OpenHands', tier: 'L2', email: /^(openhands|opendevin)@all-hands\.dev$/i },
  // A model's name after "Claude" rules out the many people of that name.
  { signal: 'co-author: Claude model', tool: 'Claude', tier: 'L2', name: /^claude\s+(opus|sonnet|haiku|fable|code|\d)/i },

  { signal: 'co-author: Claude by name', tool: 'Claude', tier: 'L1', name: /^claude\b(?!\s+(shannon|monet|debussy))/i },
  // Shared by an agent, a command line and an editor setting that once marked commits written by hand.
  { signal: 'co-author: Copilot', tool: 'Copilot', tier: 'L1', email: /^223556219\+Copilot@users\.noreply\.github\.com$/i },
  { signal: 'co-author: Copilot in the editor', tool: 'VS Code', tier: 'L1', email: /^copilot@github\.com$/i },
  { signal: 'co-author: Copilot by name', tool: 'Copilot', tier: 'L1', name: /^(github )?copilot/i, email: /^noreply@github\.com$/i },
  // Accepted suggestions: a few lines of a person's pull request.
  { signal: 'co-author: Copilot Autofix', tool: 'Copilot Autofix', tier: 'L1', name: /^copilot autofix/i },
  {
    signal: 'co-author: Copilot suggestion',
    tool: 'Copilot review',
    tier: 'L1',
    email: /^175728472\+Copilot@users\.noreply\.github\.com$/i,
  },
  {
    signal: 'co-author: Gemini suggestion',
    tool: 'Gemini Code Assist',
    tier: 'L1',
    email: /^176961590\+gemini-code-assist\[bot\]@users\.noreply\.github\.com$/i,
  },
  { signal: 'co-author: Gemini', tool: 'Gemini CLI', tier: 'L1', email: /^gemini-cli(-agent|-robot)?@google\.com$/i },
  { signal: 'co-author: Antigravity', tool: 'Antigravity', tier: 'L1', email: /^antigravity@google\.com$/i },
  { signal: 'co-author: Codex default identity', tool: 'Codex CLI', tier: 'L1', email: /^codex@example\.com$/i },
  { signal: 'co-author: Codex on GitHub', tool: 'Codex', tier: 'L1', email: /^\d+\+Codex@users\.noreply\.github\.com$/i },
  { signal: 'co-author: Windsurf', tool: 'Windsurf', tier: 'L1', email: /^noreply@codeium\.com$/i },
  { signal: 'co-author: Goose', tool: 'Goose', tier: 'L1', email: /^opensource@block\.xyz$/i },
  { signal: 'co-author: Amazon Q', tool: 'Amazon Q', tier: 'L1', email: /^noreply@amazon\.com$/i },
  { signal: 'co-author: Cline', tool: 'Cline', tier: 'L1', email: /^noreply@cline\.bot$/i },
  { signal: 'co-author: Pi', tool: 'Pi', tier: 'L1', email: /^noreply@pi\.dev$/i },
  { signal: 'co-author: Roo', tool: 'Roo', tier: 'L1', email: /^roomote@roocode\.com$/i },
  { signal: 'co-author: Firebender', tool: 'Firebender', tier: 'L1', email: /^help@firebender\.com$/i },
  { signal: 'co-author: Nori', tool: 'Nori', tier: 'L1', email: /^contact@tilework\.tech$/i },
]

/** What "Assisted-by" and "Generated-by" may name; both keys are also used for people and for code generators. */
const AI_NAME =
  /\b(ai|llms?|claude|anthropic|codex|chatgpt|gpt(-?\d\S*)?|openai|copilot|cursor|gemini|jules|devin|aider|opencode|amp|windsurf|cline|kiro|goose|grok|llama|mistral|deepseek|qwen|openhands|factory droid|sonnet|opus|haiku)\b/i

/** Of these the ones that are a tool or a model of its own: "AI" is no tool that wrote anything. */
const KNOWN_TOOL =
  /\b(claude|anthropic|codex|chatgpt|gpt(-?\d\S*)?|openai|copilot|cursor|gemini|jules|devin|aider|opencode|windsurf|cline|kiro|goose|grok|llama|mistral|deepseek|qwen|openhands|antigravity|factory droid|sonnet|opus|haiku)\b/i

/** Trailers with a key of their own, by lower-case key. */
export const TRAILER_RULES: (Omit<TextRule, 'pattern'> & { key: RegExp; value: RegExp })[] = [
  { signal: 'trailer: Made-with', tool: 'Cursor', tier: 'L2', key: /^made-with$/, value: /^cursor\b/i },
  {
    signal: 'trailer: Amp thread',
    tool: 'Amp',
    tier: 'L2',
    key: /^amp-thread(-id)?$/,
    value: /^https:\/\/ampcode\.com\/threads\/T-[0-9a-f-]+/i,
  },
  {
    signal: 'trailer: Claude session',
    tool: 'Claude Code',
    tier: 'L2',
    key: /^claude-session$/,
    value: /^https:\/\/claude\.ai\/code\/session_\w+/i,
  },
  { signal: 'trailer: Copilot session', tool: 'Copilot', tier: 'L2', key: /^copilot-session$/, value: /^[0-9a-f-]{36}/i },
  {
    signal: 'trailer: agent log',
    tool: 'Copilot coding agent',
    tier: 'L2',
    key: /^agent-logs-url$/,
    value: /^https:\/\/github\.com\/\S+/i,
  },
  {
    signal: 'trailer: Entire session',
    tool: 'Entire',
    tier: 'L2',
    key: /^entire-(checkpoint|session|agent|metadata|strategy|attribution)(-\w+)?$/,
    value: /\S/,
  },
  { signal: 'trailer: Replit', tool: 'Replit', tier: 'L2', key: /^replit-commit-author$/, value: /^(agent|assistant)/i },
  { signal: 'trailer: AI-assisted', tool: 'declared', tier: 'L2', key: /^ai-assisted$/, value: /^(true|yes)/i },
  { signal: 'trailer: Assisted-by', tool: 'declared', tier: 'L2', key: /^assisted-by$/, value: AI_NAME },
  { signal: 'trailer: Generated-by a known tool', tool: 'declared', tier: 'L2', key: /^generated-by$/, value: KNOWN_TOOL },
  { signal: 'trailer: Generated-by', tool: 'declared', tier: 'L1', key: /^generated-by$/, value: AI_NAME },
]

/** Anywhere in a commit message. */
export const MESSAGE_RULES: TextRule[] = [
  { signal: 'message: generated with Claude Code', tool: 'Claude Code', tier: 'L2', pattern: /generated with \[?claude code/i },
  { signal: 'message: generated with an agent', tool: 'named', tier: 'L1', pattern: /^🤖 generated with (?!\[?claude)\[?[^\]\n]{2,80}/imu },
  { signal: 'message: aider prefix', tool: 'Aider', tier: 'L1', pattern: /^aider:/im },
]

/** The git identity a commit was written under. */
export const COMMIT_EMAIL_RULES: TextRule[] = [
  { signal: 'commit author: Copilot', tool: 'Copilot coding agent', tier: 'L3', pattern: /^\d+\+Copilot@users\.noreply\.github\.com$/i },
  { signal: 'commit author: Devin', tool: 'Devin', tier: 'L3', pattern: /^\d+\+devin-ai-integration\[bot\]@users\.noreply\.github\.com$/i },
  { signal: 'commit author: Cursor agent', tool: 'Cursor', tier: 'L3', pattern: /^cursoragent@cursor\.com$/i },
  {
    signal: 'commit author: Cursor Bugbot',
    tool: 'Cursor',
    tier: 'L3',
    pattern: /^206951365\+cursor\[bot\]@users\.noreply\.github\.com$/i,
  },
  { signal: 'commit author: Claude Code', tool: 'Claude Code', tier: 'L3', pattern: /^noreply@anthropic\.com$/i },
  // With its id: github-actions also commits under the name claude[bot].
  { signal: 'commit author: Claude app', tool: 'Claude', tier: 'L3', pattern: /^209825114\+claude\[bot\]@users\.noreply\.github\.com$/i },
  { signal: 'commit author: Claude on GitHub', tool: 'Claude', tier: 'L3', pattern: /^242468646\+Claude@users\.noreply\.github\.com$/i },
  {
    signal: 'commit author: Jules',
    tool: 'Jules',
    tier: 'L3',
    pattern: /^161369871\+google-labs-jules\[bot\]@users\.noreply\.github\.com$/i,
  },
  { signal: 'commit author: OpenHands', tool: 'OpenHands', tier: 'L3', pattern: /^openhands@all-hands\.dev$/i },
  {
    signal: 'commit author: Codex on GitHub',
    tool: 'Codex',
    tier: 'L3',
    pattern: /^242516109\+[\w-]+(\[bot\])?@users\.noreply\.github\.com$/i,
  },
  { signal: 'commit author: Codex', tool: 'Codex cloud', tier: 'L3', pattern: /^noreply@openai\.com$/i },
  { signal: 'commit author: Kiro', tool: 'Kiro', tier: 'L1', pattern: /^244629292\+kiro-agent@users\.noreply\.github\.com$/i },
]

export const COMMIT_NAME_RULES: TextRule[] = [{ signal: 'commit author: Aider', tool: 'Aider', tier: 'L3', pattern: /\(aider\)\s*$/i }]
