import { SingleBar } from 'cli-progress'
import type { SyncProgress } from '@/lib/jobs/sync-run'

export interface ProgressDisplay {
  show(progress: SyncProgress): void
  wait(reason: string, seconds: number): void
  say(line: string): void
  stop(): void
}

export type ProgressStream = NodeJS.WritableStream & { isTTY?: boolean }

/** Without a terminal a line this often keeps a log readable. */
const LINE_EVERY_MILLISECONDS = 5_000

/** A bar where somebody watches, else a line every few seconds; both on standard error, so that --json can be piped. */
export function createProgressDisplay(stream: ProgressStream, now: () => number = () => performance.now()): ProgressDisplay {
  return stream.isTTY ? createBar(stream, now) : createLines(stream, now)
}

function createBar(stream: ProgressStream, now: () => number): ProgressDisplay {
  const bar = new SingleBar({
    stream,
    format: '{bar} {value}/{total} pull requests · {repositories} · {points} · {left}{note}',
    hideCursor: true,
    barsize: 24,
    clearOnComplete: false,
    stopOnComplete: false,
    emptyOnZero: true,
  })
  const estimate = createEstimate(now)
  let isStarted = false
  return {
    show(progress) {
      const payload = { ...toTexts(progress), left: estimate(progress), note: progress.repository ? ` · ${progress.repository}` : '' }
      if (!isStarted) bar.start(progress.pullRequestsTotal, progress.pullRequestsDone, payload)
      isStarted = true
      bar.setTotal(progress.pullRequestsTotal)
      bar.update(Math.min(progress.pullRequestsDone, progress.pullRequestsTotal), payload)
    },
    wait(reason, seconds) {
      if (isStarted) bar.update({ note: ` · waiting ${seconds} s: ${reason}` })
      else stream.write(`Waiting ${seconds} s: ${reason}\n`)
    },
    say: (line) => void stream.write(`${isStarted ? '\n' : ''}${line}\n`),
    stop: () => isStarted && bar.stop(),
  }
}

function createLines(stream: ProgressStream, now: () => number): ProgressDisplay {
  const estimate = createEstimate(now)
  let last = now()
  return {
    show(progress) {
      const left = estimate(progress)
      if (now() - last < LINE_EVERY_MILLISECONDS) return
      last = now()
      const { repositories, points } = toTexts(progress)
      stream.write(`${progress.pullRequestsDone}/${progress.pullRequestsTotal} pull requests · ${repositories} · ${points} · ${left}\n`)
    },
    wait: (reason, seconds) => void stream.write(`Waiting ${seconds} s: ${reason}\n`),
    say: (line) => void stream.write(`${line}\n`),
    stop: () => undefined,
  }
}

function toTexts(progress: SyncProgress) {
  return {
    repositories: `${progress.repositoriesDone}/${progress.repositoriesTotal} repositories`,
    points: progress.pointsLeft === null ? 'no rate limit told' : `${progress.pointsLeft} points left`,
  }
}

/** Time left at the rate since the first look. */
function createEstimate(now: () => number): (progress: SyncProgress) => string {
  let first: { at: number; done: number } | null = null
  return ({ pullRequestsDone: done, pullRequestsTotal: total }) => {
    first ??= { at: now(), done }
    const read = done - first.done
    if (read <= 0 || done >= total) return done >= total && total > 0 ? 'last details' : 'time left unknown'
    const seconds = ((now() - first.at) / 1000 / read) * (total - done)
    return `about ${toDuration(seconds)} left`
  }
}

function toDuration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`
}
