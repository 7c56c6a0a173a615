import { DAY } from '@/lib/dates'
import { SUBJECTS } from '@/lib/demo/organization/subjects'
import type { ChangePlan } from './opening'
import type { StoryTier } from './files'
import type { StoryPullRequest } from './pull-request'
import type { StoryWorld } from './world'

// What a merged change may cost later: a fix that names it, or a revert with, without, or with another reason.

const BLAMES = [
  'This broke in #{n}: the guard went away with the old path.',
  'Regression from #{n}, found by a customer on Tuesday night.',
  'Caused by #{n}, which did not expect an empty answer.',
  'Follow-up bug of #{n}: wrong totals for everything that was amended.',
]
const REVERT_REASONS = [
  'It crashes in production for every customer without a default address.',
  'Error rate tripled within an hour, this is an incident.',
  'Wrong totals on invoices since the deploy, taking it back first.',
]
const OTHER_REASONS = [
  'Too early: the partner has not switched yet, we re-land it after the launch.',
  'No longer needed, superseded by the new connector.',
  'Accidentally merged before the release freeze.',
]

/** The repair that a merged change will need, and when somebody begins it (epoch milliseconds); null for most. */
export function planRepair(
  world: StoryWorld,
  { team, author }: ChangePlan,
  pullRequest: StoryPullRequest,
  tier: StoryTier,
  mergedAt: number,
): { plan: ChangePlan; begin: number } | null {
  const { dice } = world
  const isEscape = dice.chance(team.escapes(world.weekOf(mergedAt)))
  const isTakenBack = !isEscape && dice.chance(0.006)
  if (!isEscape && !isTakenBack) return null
  const kind = isTakenBack ? 'revert_other' : dice.weighted({ fix: 66, revert: 22, revert_silent: 12 })
  const days = kind === 'fix' ? dice.skewed(7, 0.8) : dice.skewed(1.2, 1)
  const begin = world.calendar(team.slug).next(mergedAt + days * DAY)
  if (begin >= world.end) return null
  const repairer = dice.chance(0.5) ? author : (world.pickReviewer(team, begin, []) ?? author)
  const reference = `${pullRequest.repository.nameWithOwner}#${pullRequest.number}`
  const plan: ChangePlan =
    kind === 'fix'
      ? {
          team,
          author: repairer,
          tier,
          text: {
            title: writeFixTitle(world, team.slug),
            body: [
              '## Why',
              `${dice.pick(BLAMES).replace('{n}', String(pullRequest.number))} ${dice.pick(SUBJECTS[team.slug].reasons)}`,
              '## Test plan',
              'A test that fails before and passes after.',
            ].join('\n\n'),
            labels: ['bug'],
          },
          fate: 'confident',
        }
      : {
          team,
          author: repairer,
          tier,
          headRefName: `revert-${pullRequest.number}-${pullRequest.headRefName}`,
          text: {
            title: `Revert "${pullRequest.title}"`,
            body: `Reverts ${reference}${toReason(world, kind)}`,
            labels: [],
          },
          fate: 'confident',
        }
  return { plan, begin }
}

function toReason(world: StoryWorld, kind: string): string {
  if (kind === 'revert') return `\n\n${world.dice.pick(REVERT_REASONS)}`
  return kind === 'revert_other' ? `\n\n${world.dice.pick(OTHER_REASONS)}` : ''
}

function writeFixTitle(world: StoryWorld, team: ChangePlan['team']['slug']): string {
  const subject = SUBJECTS[team]
  const headline = `${world.dice.pick(subject.things)} ${world.dice.pick(subject.faults)}`
  return subject.prefix.kind === 'ticket'
    ? `${subject.prefix.text}-${world.dice.whole(1000, 4999)} Fix: ${headline}`
    : `fix(${subject.prefix.text}): ${headline}`
}
