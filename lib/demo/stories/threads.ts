import { EVOLVABILITY, FUNCTIONAL, OPEN_QUESTIONS, REPLIES, sayOf } from '@/lib/demo/organization/remarks'
import type { TeamStory } from '@/lib/demo/organization/teams'
import type { Dice } from '@/lib/demo/seeded-random'
import type { StoryPullRequest } from './pull-request'
import { toInstant, type WorldActor, type WorldReview, type WorldThread } from '@/lib/demo/stand-in/world'

const MINUTE = 60_000

export interface OpenThread {
  thread: WorldThread
  /** The author will change the code there. */
  isFixed: boolean
}

/** One to three remarks on the code. Most claims of a fault are right. */
export function leaveThreads(dice: Dice, team: TeamStory, pullRequest: StoryPullRequest, review: WorldReview, at: number): OpenThread[] {
  const code = pullRequest.files.filter((file) => !file.path.includes('/tests/'))
  return Array.from({ length: dice.weighted({ '1': 6, '2': 3, '3': 1 }) === '1' ? 1 : dice.whole(2, 3) }, (_, index) => {
    const file = dice.pick(code.length > 0 ? code : pullRequest.files)
    const isFunctional = dice.chance(team.functional)
    const remarks = isFunctional ? FUNCTIONAL : dice.chance(0.75) ? EVOLVABILITY : OPEN_QUESTIONS
    const remark = dice.pick(remarks).replace('{file}', nameFile(file.path))
    const line = dice.whole(3, 240)
    const body = sayOf(`\`${nameFile(file.path)}:${line}\``, remark)
    const thread = pullRequest.thread(at - (3 - index) * MINUTE, review, file.path, line, body)
    return { thread, isFixed: dice.chance(isFunctional ? 0.82 : 0.55) }
  })
}

/** The author answers; what was changed is outdated from the push on. */
export function answerThreads(
  dice: Dice,
  pullRequest: StoryPullRequest,
  threads: OpenThread[],
  author: WorldActor | null,
  pushedAt: number,
) {
  for (const [index, { thread, isFixed }] of threads.entries()) {
    if (isFixed) thread.outdatedAt = toInstant(pushedAt)
    if (dice.chance(0.8))
      pullRequest.reply(thread, pushedAt + (index + 1) * MINUTE, author, sayOf(`\`${nameFile(thread.path)}\``, dice.pick(REPLIES)))
    thread.resolvedAt = toInstant(pushedAt + (index + 2) * MINUTE)
    thread.resolvedBy = author
  }
}

function nameFile(path: string): string {
  return path.split('/').at(-1) ?? path
}
