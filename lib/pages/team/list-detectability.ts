import { formatCounted } from '@/lib/pages/words/format-figures'

/**
 * What is known of the marks that tools leave: the rules of lib/attribution read all of them. Facts about tools, not about anybody; where a vendor changed its default the older behaviour is in history.
 */
export interface Detectability {
  term: string
  text: string
}

export const DETECTABILITY: readonly Detectability[] = [
  {
    term: 'Seen',
    text: 'Agents that work under an account of their own (Copilot’s coding agent, Devin, Jules, Codex and Cursor in the cloud, Claude on GitHub), and Aider, which adds itself to the author’s name.',
  },
  {
    term: 'Seen while its default holds',
    text: 'Claude Code, Cursor and opencode sign as co-authors; one line of settings or instructions switches that off.',
  },
  {
    term: 'Seldom seen',
    text: 'Codex on the command line: its default changed more than once, and in one repository that keeps its own record 229 of 239 commits carried no sign.',
  },
  {
    term: 'Seen, and not believed',
    text: 'Copilot’s editor signature: it was on by default from 16 April to 3 May 2026 and also marked commits written by hand, so it counts as a weak sign.',
  },
  { term: 'Never seen', text: 'Completions in the editor, and text pasted from a chat: they leave nothing that GitHub keeps.' },
]

/** How many repositories of the organisation tell agents not to sign. */
export interface AttributionSetting {
  repositories: number
  suppressed: number
}

export function describeSuppression(setting: AttributionSetting | null): string | null {
  if (setting === null || setting.repositories === 0) return null
  const { repositories, suppressed } = setting
  if (suppressed === 0) return 'No repository of the organisation was seen to switch these signs off.'
  return `${suppressed} of the organisation’s ${formatCounted(repositories, 'repository', 'repositories')} ${suppressed === 1 ? 'switches' : 'switch'} these signs off in settings or instructions: there, no sign means even less.`
}
