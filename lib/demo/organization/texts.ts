import type { Dice } from '@/lib/demo/seeded-random'
import { TEMPLATE } from './repositories'
import { SUBJECTS } from './subjects'
import type { TeamSlug } from './teams'

export interface ChangeText {
  title: string
  body: string
  isFix: boolean
  thing: string
}

const VERBS = ['Add', 'Rework', 'Speed up', 'Simplify', 'Extend', 'Show', 'Move', 'Split', 'Validate', 'Log', 'Cache', 'Tidy up']
const QUALIFIERS = [
  'for large customers',
  'on cross-border lanes',
  'in the nightly run',
  'for returns',
  'behind a flag',
  'across regions',
  'for the pilot',
  'before the peak season',
  'in the new layout',
  'for archived shipments',
  'per tenant',
  'with partial data',
]
const STEPS = [
  'reads the input once and passes it on',
  'moves the decision to one place',
  'adds the missing index',
  'drops the unused branch',
  'keeps the old behaviour for everybody else',
  'logs what was skipped and why',
  'takes the limit from the configuration',
]
const TESTS = [
  'Unit tests for the empty case, the boundary and the error path.',
  'Ran it against a copy of last week’s data, the totals agree.',
  'New integration test with a slow partner, plus a manual run on staging.',
  'Covered by the existing suite; added two cases that failed before.',
]
const ALTERNATIVES = [
  'Considered a queue instead of the lock, rejected because the order matters here.',
  'We chose a second column rather than a rewrite, so that both versions can run side by side.',
]
const THIN = ['', 'See ticket.', 'Small follow-up.', 'As discussed.', 'WIP notes removed, ready now.', 'Cleanup.']

export const CLAUDE_FOOTER = '🤖 Generated with [Claude Code](https://claude.com/claude-code)'

/** `level`: what the author took the trouble to write down. */
export function writeChange(dice: Dice, team: TeamSlug, level: 'full' | 'prose' | 'thin' | 'template'): ChangeText {
  const subject = SUBJECTS[team]
  const thing = dice.pick(subject.things)
  const isFix = dice.chance(0.28)
  const headline = isFix ? `Fix: ${thing} ${dice.pick(subject.faults)}` : `${dice.pick(VERBS)} ${thing} ${dice.pick(QUALIFIERS)}`
  const title =
    subject.prefix.kind === 'ticket'
      ? `${subject.prefix.text}-${dice.whole(1000, 4999)} ${headline}`
      : `${isFix ? 'fix' : 'feat'}(${subject.prefix.text}): ${lowerFirst(headline.replace(/^Fix: /, ''))}`
  return { title, body: writeBody(dice, team, level, thing), isFix, thing }
}

function writeBody(dice: Dice, team: TeamSlug, level: 'full' | 'prose' | 'thin' | 'template', thing: string): string {
  const subject = SUBJECTS[team]
  const reason = dice.pick(subject.reasons)
  const steps = dice.sample(STEPS, dice.whole(2, 3)).map((step) => `- ${step}`)
  switch (level) {
    case 'template':
      return TEMPLATE
    case 'thin':
      return dice.pick(THIN)
    case 'prose':
      return `${reason} This change ${dice.pick(STEPS)}.${dice.chance(0.6) ? `\n\n${dice.pick(TESTS)}` : ''}`
    case 'full':
      return [
        `## Why\n\n${reason} It concerns ${thing}.`,
        `## What changed\n\n${steps.join('\n')}`,
        ...(dice.chance(0.3) ? [`## Alternatives\n\n${dice.pick(ALTERNATIVES)}`] : []),
        `## Risk and rollback\n\n${dice.pick(subject.risks)}`,
        `## Test plan\n\n${dice.pick(TESTS)}`,
        ...(dice.chance(0.12) ? ['- [x] I have read the review contract\n- [x] No AI was used for this change'] : []),
      ].join('\n\n')
  }
}

export function writeCommit(dice: Dice, team: TeamSlug, thing: string, position: number): string {
  if (position === 0) return `${dice.pick(VERBS)} ${thing}`
  return dice.pick([
    `Add tests for ${thing}`,
    'Handle the empty case',
    'Address review',
    'Rename after review',
    `Log what ${thing} skip`,
    'Make the retry idempotent',
    'Fix lint',
    `Cover ${SUBJECTS[team].fileNames[0] ?? thing} at the boundary`,
  ])
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
