import { BOTS, type Person } from '@/lib/demo/organization/people'
import { AI_REVIEWER_FINDINGS, AI_REVIEWER_SUMMARY, ANSWERS, APPROVALS, DIALOGUE, REQUESTS, sayOf } from '@/lib/demo/organization/remarks'
import { listChecks } from '@/lib/demo/organization/repositories'
import type { RepositoryName } from '@/lib/demo/organization/teams'
import type { Life } from './clock'
import { openChange, pickFate, toAccount, toGitActor, type ChangePlan, type Opened } from './opening'
import type { StoryPullRequest } from './pull-request'
import { planRepair } from './repairs'
import { answerThreads, leaveThreads, type OpenThread } from './threads'
import type { StoryWorld } from './world'
import { toInstant } from '@/lib/demo/stand-in/world'

const MINUTE = 60_000
const SMALL = { additions: 6, deletions: 2 }

/** A person's change from its first push to its end. Yields whenever time passes, so that reviewers' hours are shared. */
export function* tellChange(world: StoryWorld, plan: ChangePlan, begin: number): Life {
  const { dice } = world
  const { team, author } = plan
  const calendar = world.calendar(team.slug)
  const opened = openChange(world, plan, begin)
  const { pullRequest, tier } = opened
  const account = toAccount(author)
  const fate = pickFate(world, plan, world.weekOf(begin), tier)
  const failing = fate === 'red' ? (listChecks(pullRequest.repository.name as RepositoryName)[1] ?? null) : null
  pullRequest.runChecks(begin, dice.whole(8, 18), failing)
  if (team.slug === 'platform' && dice.chance(0.008)) pullRequest.checksAccess = 'forbidden'

  let now = begin
  if (pullRequest.createdAsDraft) {
    now = calendar.add(now, dice.skewed(7))
    yield now
    pullRequest.event('ReadyForReviewEvent', now, account)
  }
  const first = world.pickReviewer(team, now, [author])
  if (first) pullRequest.event('ReviewRequestedEvent', now + MINUTE, account, { requestedReviewer: first.actor })
  if (team.usesAiReviewer) tellAiReview(world, pullRequest, now + 6 * MINUTE)

  if (fate === 'stuck') return
  if (fate === 'forgotten' || !first) {
    now = calendar.add(now, dice.skewed(220))
    yield now
    return pullRequest.close(now, account)
  }
  if (fate === 'unreviewed' || fate === 'bot_only') {
    if (fate === 'bot_only') pullRequest.review(now + 3 * MINUTE, BOTS.approver, 'APPROVED', 'Low risk by policy, approved automatically.')
    now = calendar.add(now, dice.skewed(4))
    yield now
    yield* waitForParent(world, plan, now)
    return endInMerge(world, plan, pullRequest, Math.max(now, endOf(plan.parent)), account, opened)
  }

  now = yield* tellReview(world, plan, opened, first, now, failing)
  if (fate === 'given_up') {
    now = calendar.add(now, dice.skewed(20))
    yield now
    return pullRequest.close(now, account)
  }
  if (tier === 'T3' && fate !== 'one_of_two') now = yield* tellSecondApproval(world, plan, pullRequest, first, now)
  now = tellShortcut(world, plan, opened, fate, first, now)

  now = calendar.add(now, dice.skewed(1.6, 0.9))
  yield now
  if (plan.parent) {
    yield* waitForParent(world, plan, now)
    now = Math.max(now, endOf(plan.parent))
  }
  endInMerge(world, plan, pullRequest, now, dice.chance(0.8) ? account : first.actor, opened)
}

function endOf(parent: StoryPullRequest | undefined): number {
  return parent?.closedAt ? Date.parse(parent.closedAt) + 30 * MINUTE : 0
}

/** A stacked change goes in after the one below it. */
function* waitForParent(world: StoryWorld, { parent, team }: ChangePlan, from: number): Life {
  for (let now = from, tries = 0; parent && !parent.isEnded && tries < 400; tries += 1) {
    now = world.calendar(team.slug).add(now, 3)
    yield now
  }
}

/** Reviews by the first reviewer until they approve. Returns the instant of the approval. */
function* tellReview(
  world: StoryWorld,
  { team, author }: ChangePlan,
  { pullRequest, tier, trailer }: Opened,
  reviewer: Person,
  begin: number,
  failing: string | null,
): Generator<number, number, void> {
  const { dice } = world
  const calendar = world.calendar(team.slug)
  const account = toAccount(author)
  let now = world.takeReview(team, reviewer, begin)
  yield now
  if (dice.chance(tier === 'T2' || tier === 'T3' ? 0.72 : 0.4))
    pullRequest.comment(now - 2 * MINUTE, reviewer.actor, sayOf(`“${pullRequest.title}”`, dice.pick(DIALOGUE)))
  let rounds = dice.chance(team.threads) ? (dice.chance(0.18) ? 2 : 1) : 0
  for (; rounds > 0; rounds -= 1) {
    const isBlocking = dice.chance(0.3)
    const review = pullRequest.review(
      now,
      reviewer.actor,
      isBlocking ? 'CHANGES_REQUESTED' : 'COMMENTED',
      isBlocking ? dice.pick(REQUESTS) : '',
    )
    const threads: OpenThread[] = leaveThreads(dice, team, pullRequest, review, now)
    now = calendar.add(now, dice.skewed(3.5))
    yield now
    pullRequest.push(
      now,
      toGitActor(author),
      dice.pick(['Address review', 'Handle the case from the review', 'Add the missing test']) + trailer,
      SMALL,
    )
    pullRequest.runChecks(now, dice.whole(8, 18), failing)
    answerThreads(dice, pullRequest, threads, account, now)
    if (dice.chance(0.5)) pullRequest.event('ReviewRequestedEvent', now + 5 * MINUTE, account, { requestedReviewer: reviewer.actor })
    now = world.takeReview(team, reviewer, now, 0.5)
    yield now
  }
  if (pullRequest.comments.length > 0) pullRequest.comment(now - MINUTE, account, sayOf(`“${pullRequest.title}”`, dice.pick(ANSWERS)))
  pullRequest.review(now, reviewer.actor, 'APPROVED', dice.pick(APPROVALS))
  return now
}

function* tellSecondApproval(
  world: StoryWorld,
  { team, author }: ChangePlan,
  pullRequest: StoryPullRequest,
  first: Person,
  begin: number,
): Generator<number, number, void> {
  const second = world.pickReviewer(team, begin, [author, first])
  if (!second) return begin
  pullRequest.event('ReviewRequestedEvent', begin + MINUTE, toAccount(author), { requestedReviewer: second.actor })
  const now = world.takeReview(team, second, begin, 0.7)
  yield now
  pullRequest.review(now, second.actor, 'APPROVED', world.dice.pick(APPROVALS))
  return now
}

/** The corner that is cut between the approval and the merge; now and then only the base is merged in, which is harmless. */
function tellShortcut(
  world: StoryWorld,
  { team, author }: ChangePlan,
  { pullRequest, trailer }: Opened,
  fate: string,
  first: Person,
  begin: number,
): number {
  const { dice } = world
  const calendar = world.calendar(team.slug)
  const account = toAccount(author)
  const now = calendar.add(begin, dice.skewed(1))
  switch (fate) {
    case 'stale':
      pullRequest.push(now, toGitActor(author), `One more thing: log the skipped rows${trailer}`, {
        additions: 14,
        deletions: 3,
      })
      pullRequest.runChecks(now, dice.whole(8, 18))
      if (dice.chance(0.2)) {
        const approval = pullRequest.reviews.findLast((review) => review.state === 'APPROVED')
        if (approval) pullRequest.dismiss(approval, now + MINUTE, first.actor)
      }
      return now
    case 'force_push':
      pullRequest.forcePush(now, account)
      pullRequest.runChecks(now, dice.whole(8, 18))
      return now
    case 'thread_open': {
      const review = pullRequest.review(now, first.actor, 'COMMENTED', '')
      leaveThreads(dice, team, pullRequest, review, now)
      return now
    }
    case 'changes_requested': {
      const other = world.pickReviewer(team, now, [author, first])
      if (other) pullRequest.review(now, other.actor, 'CHANGES_REQUESTED', dice.pick(REQUESTS))
      return now
    }
    default:
      if (!dice.chance(0.05)) return begin
      pullRequest.push(now, toGitActor(author), `Merge branch 'main' into ${pullRequest.headRefName}`, {
        additions: 40,
        deletions: 12,
      })
      pullRequest.runChecks(now, dice.whole(8, 18), fate === 'red' ? 'test' : null)
      return now
  }
}

function tellAiReview(world: StoryWorld, pullRequest: StoryPullRequest, at: number) {
  if (!world.dice.chance(0.6)) return
  const review = pullRequest.review(at, BOTS.aiReviewer, 'COMMENTED', AI_REVIEWER_SUMMARY)
  if (!world.dice.chance(0.4)) return
  const file = world.dice.pick(pullRequest.files)
  const thread = pullRequest.thread(at, review, file.path, world.dice.whole(3, 200), world.dice.pick(AI_REVIEWER_FINDINGS))
  // Its findings are closed by whoever wrote the change, with or without a push.
  thread.resolvedAt = toInstant(at + 20 * MINUTE)
  if (world.dice.chance(0.5)) thread.outdatedAt = thread.resolvedAt
}

function endInMerge(
  world: StoryWorld,
  plan: ChangePlan,
  pullRequest: StoryPullRequest,
  at: number,
  by: ReturnType<typeof toAccount>,
  opened: Opened,
) {
  pullRequest.merge(at, by)
  const repair = plan.text ? null : planRepair(world, plan, pullRequest, opened.tier, at)
  if (repair) world.clock.start(repair.begin, tellChange(world, repair.plan, repair.begin))
}
