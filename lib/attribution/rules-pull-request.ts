import type { TextRule } from './attribution-rules'

/** A person can choose the same prefix, and agents let people rename the branch: a branch contributes, it never authors. */
export const BRANCH_RULES: TextRule[] = [
  { signal: 'branch: copilot/', tool: 'Copilot coding agent', tier: 'L2', pattern: /^copilot\// },
  { signal: 'branch: codex/', tool: 'Codex', tier: 'L2', pattern: /^(?:[a-z0-9]{6}-)?codex\// },
  { signal: 'branch: claude/', tool: 'Claude Code', tier: 'L2', pattern: /^claude\// },
  { signal: 'branch: cursor/', tool: 'Cursor', tier: 'L2', pattern: /^cursor\// },
  { signal: 'branch: devin/', tool: 'Devin', tier: 'L2', pattern: /^devin\// },
  { signal: 'branch: openhands/', tool: 'OpenHands', tier: 'L1', pattern: /^openhands\// },
  { signal: 'branch: v0/', tool: 'v0', tier: 'L1', pattern: /^v0\// },
  { signal: 'branch: entire/', tool: 'Entire', tier: 'L1', pattern: /^entire\// },
  // Words that people use as well.
  { signal: 'branch: agent name', tool: 'named', tier: 'L1', pattern: /^(jules|aider|cline|gemini|opencode|agent)\// },
  { signal: 'branch: worktree-', tool: 'an agent', tier: 'L1', pattern: /^worktree-/ },
]

/** Labels are set by hand or by bots that read the trailers: never evidence by themselves. */
export const LABEL_RULES: TextRule[] = [
  { signal: 'label: codex', tool: 'Codex', tier: 'L1', pattern: /^codex$/i },
  {
    signal: 'label: AI declared',
    tool: 'declared',
    tier: 'L1',
    pattern: /^(ai|ai-generated|ai generated|ai-assisted|assisted: ai|ai-auto|ai-pair|ai-assist|llm|generated-by-ai)$/i,
  },
  { signal: 'label: claude-code-assisted', tool: 'Claude Code', tier: 'L1', pattern: /^claude-code-assisted$/i },
]

/** Footers and session links in the body, read after the blocks of reviewing bots are gone. */
export const BODY_RULES: TextRule[] = [
  {
    signal: 'body: generated with Claude Code',
    tool: 'Claude Code',
    tier: 'L2',
    pattern: /generated with \[claude code\]\(https?:\/\/(claude\.(ai|com)|www\.anthropic\.com|docs\.anthropic\.com)[^\s)]*\)?/i,
  },
  { signal: 'body: Claude session link', tool: 'Claude Code', tier: 'L2', pattern: /https:\/\/claude\.ai\/code\/session_\w+/i },
  { signal: 'body: Codex task link', tool: 'Codex cloud', tier: 'L2', pattern: /https:\/\/chatgpt\.com\/codex\/tasks\/task_\w+/i },
  {
    signal: 'body: generated with Codex',
    tool: 'Codex CLI',
    tier: 'L2',
    pattern: /generated with \[codex\]\(https:\/\/openai\.com\/codex[^\s)]*\)?/i,
  },
  { signal: 'body: made with Cursor', tool: 'Cursor', tier: 'L2', pattern: /made with \[cursor\]\(https:\/\/cursor\.com\)/i },
  {
    signal: 'body: Cursor agent link',
    tool: 'Cursor',
    tier: 'L2',
    pattern: /cursor\.com\/(agents|background-agent)[^\s)"]{0,200}bc-|open-in-(web|cursor)-(dark|light)\.png/i,
  },
  { signal: 'body: Devin session link', tool: 'Devin', tier: 'L2', pattern: /app\.devin\.ai\/sessions\/\w+|Link to Devin run/i },
  { signal: 'body: Jules task', tool: 'Jules', tier: 'L2', pattern: /PR created automatically by Jules for task \[?\d+/i },
  // The agent's own markers: people write "Copilot coding agent" in prose about it.
  {
    signal: 'body: Copilot agent footer',
    tool: 'Copilot coding agent',
    tier: 'L2',
    pattern: /START COPILOT CODING AGENT (SUFFIX|TIPS)|\[Copilot coding agent tips\]\(|gh\.io\/copilot-coding-agent-tips/i,
  },
  { signal: 'body: Amp thread', tool: 'Amp', tier: 'L2', pattern: /ampcode\.com\/threads\/T-[0-9a-f-]*/i },
  { signal: 'body: mentions the Copilot agent', tool: 'Copilot coding agent', tier: 'L1', pattern: /Copilot coding agent/ },
  // What Codex cloud writes where its sandbox has no network; seen in no other tool's text.
  { signal: 'body: Codex environment note', tool: 'Codex cloud', tier: 'L1', pattern: /so Codex couldn't run certain commands/i },
]
