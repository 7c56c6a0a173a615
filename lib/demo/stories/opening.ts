import { HOUR } from '@/lib/dates'
import { toInstant, type WorldActor, type WorldGitActor } from '@/lib/demo/stand-in/world'
import type { Person } from '@/lib/demo/organization/people'
import { SUBJECTS } from '@/lib/demo/organization/subjects'
import type { Shortcut, TeamStory } from '@/lib/demo/organization/teams'
import { CLAUDE_FOOTER, writeChange, writeCommit } from '@/lib/demo/organization/texts'
import type { Dice } from '@/lib/demo/seeded-random'
import { makeFiles, type StoryTier } from './files'
import type { StoryPullRequest } from './pull-request'
import type { StoryWorld } from './world'

// How a person's pull request begins: words, files, first commits, signs of AI.

const MINUTE = 60_000

/** forgotten: closed after weeks without a review; stuck: not even that. */
export type Fate = Shortcut | 'confident' | 'forgotten' | 'stuck' | 'given_up'

export interface ChangePlan {
  team: TeamStory
  author: Person
  /** A repair brings its own words. */
  text?: { title: string; body: string; labels: string[] }
  tier?: StoryTier
  fate?: Fate
  headRefName?: string
  /** The pull request it is stacked on. */
  parent?: StoryPullRequest
}

export function toAccount(person: Person): WorldActor | null {
  return person.isDeleted ? null : person.actor
}

export function toGitActor(person: Person): WorldGitActor {
  return { name: person.actor.name ?? null, email: person.email, user: toAccount(person) }
}

interface AiSign {
  trailer: string
  footer: string
}

/** What an assistant leaves behind, by its own habit; nothing where nobody used one or the trace was removed. */
function pickAiSign(dice: Dice, share: number): AiSign {
  if (!dice.chance(share)) return { trailer: '', footer: '' }
  switch (dice.weighted({ both: 45, trailer: 30, cursor: 15, footer: 10 })) {
    case 'both':
      return { trailer: '\n\nCo-Authored-By: Claude <noreply@anthropic.com>', footer: `\n\n${CLAUDE_FOOTER}` }
    case 'trailer':
      return { trailer: '\n\nCo-Authored-By: Claude <noreply@anthropic.com>', footer: '' }
    case 'cursor':
      return { trailer: '\n\nMade-with: Cursor', footer: '' }
    case 'footer':
      return { trailer: '', footer: `\n\n${CLAUDE_FOOTER}` }
  }
}

export interface Opened {
  pullRequest: StoryPullRequest
  tier: StoryTier
  trailer: string
}

export function openChange(world: StoryWorld, plan: ChangePlan, at: number): Opened {
  const { dice } = world
  const { team, author } = plan
  const week = world.weekOf(at)
  const repository = world.repositories[team.repository]
  const tier = plan.tier ?? dice.weighted(SUBJECTS[team.slug].tierWeights)
  const sign = pickAiSign(dice, plan.text ? 0.1 : team.aiShare(week))
  const isThorough = dice.chance(team.trail(week))
  const level = isThorough ? 'full' : dice.weighted({ prose: 35, thin: 40, template: 25 })
  const text = writeChange(dice, team.slug, level)
  const { title, labels } = plan.text ?? {
    title: text.title,
    labels: text.isFix && dice.chance(0.4) ? ['bug'] : dice.chance(0.15) ? ['enhancement'] : [],
  }
  let body = plan.text?.body ?? text.body
  const reason = dice.pick(SUBJECTS[team.slug].reasons)
  const issue =
    !plan.text && level !== 'template' && dice.chance(tier === 'T3' && isThorough ? 0.75 : 0.28)
      ? world.issue(
          repository,
          at - 50 * HOUR,
          author,
          text.title,
          `${reason} Reported by support on Monday; see the attached export.`,
          text.isFix ? ['bug'] : [],
        )
      : null
  if (issue) body += `\n\nCloses #${issue.number}`
  const additions = Math.max(2, Math.round(dice.skewed(sign.trailer || sign.footer ? 95 : 55, 0.9)))
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '')
  const pullRequest = world.open({
    repository,
    createdTime: at,
    title,
    body: body + sign.footer,
    author: toAccount(author),
    headRefName: plan.headRefName ?? `${author.actor.login.slice(0, 4)}/${slug}-${dice.whole(10, 99)}`,
    baseRefName: plan.parent?.headRefName,
    isDraft: dice.chance(0.14),
    files: makeFiles(dice, team.slug, tier, additions, isThorough && dice.chance(0.75)),
    labels,
  })
  if (issue) pullRequest.closingIssues.push(issue)
  plan.parent?.children.push(pullRequest)
  const parts = spread(pullRequest, dice.whole(1, 4))
  for (const [position, part] of parts.entries()) {
    const message = writeCommit(dice, team.slug, text.thing, position)
    pullRequest.push(at - (parts.length - 1 - position) * 20 * MINUTE, toGitActor(author), message + sign.trailer, part)
  }
  if (dice.chance(0.06)) {
    pullRequest.lastEditedAt = toInstant(at + dice.whole(2, 50) * MINUTE)
    pullRequest.editor = toAccount(author)
  }
  return { pullRequest, tier, trailer: sign.trailer }
}

/** The lines of a change over its commits. */
function spread({ additions, deletions }: { additions: number; deletions: number }, count: number) {
  const each = Math.floor(additions / count)
  const eachDeleted = Math.floor(deletions / count)
  return Array.from({ length: count }, (_, index) =>
    index === 0
      ? { additions: additions - each * (count - 1), deletions: deletions - eachDeleted * (count - 1) }
      : { additions: each, deletions: eachDeleted },
  )
}

export function pickFate(world: StoryWorld, { team, fate }: ChangePlan, week: number, tier: StoryTier): Fate {
  if (fate) return fate
  const shares = team.shortcuts(week)
  const cut = Object.values(shares).reduce((sum, share) => sum + share, 0)
  const drawn = world.dice.weighted<Fate>({
    ...shares,
    forgotten: team.forgotten,
    given_up: 0.045,
    confident: Math.max(0, 0.955 - team.forgotten - cut),
  })
  // Only where two approvals are needed can one be missing; only what looks harmless is left to the bot.
  if (drawn === 'one_of_two' && tier !== 'T3') return 'confident'
  return drawn === 'bot_only' && tier === 'T3' ? 'confident' : drawn
}
