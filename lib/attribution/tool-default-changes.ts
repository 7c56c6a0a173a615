/**
 * Days on which a tool changed by itself what it writes into commits: from then on the AI share of an organisation can move
 * although nobody works differently. Charts mark these days. Only dated facts with a source; a month is no date, so a change
 * of which no more is known is left out.
 */
export interface ToolDefaultChange {
  /** YYYY-MM-DD */
  date: string
  /** Short enough to stand over a chart. */
  label: string
  source: { name: string; url: string }
}

export const TOOL_DEFAULT_CHANGES: readonly ToolDefaultChange[] = [
  {
    date: '2026-02-13',
    label: 'Copilot CLI signs commits',
    source: { name: 'github/copilot-cli#1455', url: 'https://github.com/github/copilot-cli/issues/1455' },
  },
  {
    date: '2026-02-17',
    label: 'Codex CLI signs commits',
    source: { name: 'openai/codex#11617', url: 'https://github.com/openai/codex/pull/11617' },
  },
  {
    date: '2026-04-16',
    label: 'VS Code signs by default',
    source: { name: 'microsoft/vscode#310226', url: 'https://github.com/microsoft/vscode/pull/310226' },
  },
  {
    date: '2026-05-03',
    label: 'VS Code no longer signs',
    source: { name: 'microsoft/vscode#313931', url: 'https://github.com/microsoft/vscode/pull/313931' },
  },
]
