import { formatAge, formatInstant } from '@/lib/pages/words/format-dates'
import { formatCount, formatCounted } from '@/lib/pages/words/format-figures'
import { isolate } from '@/lib/pages/words/isolate'

export type SyncState =
  /** Nothing has been read and nothing is being read. */
  | 'never'
  /** The first sync runs: figures are not there yet, or not complete. */
  | 'first'
  /** A later sync runs; what is shown is of the one before. */
  | 'catching_up'
  /** At rest, everything read. */
  | 'current'
  /** At rest, but something could not be read, or the last sync failed. */
  | 'partial'
  | 'failed'

export interface SyncProgress {
  seen: number
  stored: number
  /** null: GitHub has not told yet. */
  total: number | null
  /** 0–1 of stored and complete pull requests; null while the total is unknown. */
  share: number | null
  pullRequestsPerMinute: number | null
  secondsLeft: number | null
}

export interface SyncStatus {
  state: SyncState
  startedAt: string | null
  /** Completion of the last complete sync. */
  syncedAt: string | null
  /** Seconds since syncedAt: the age of every figure. */
  ageSeconds: number | null
  /** What the ingest waits for, e.g. "waiting 42 s: secondary rate limit". */
  message: string | null
  lastError: string | null
  pointsLeft: number | null
  pointsResetAt: string | null
  progress: SyncProgress
  /** Pull requests that are not complete, or could not be read. */
  incomplete: number
  /** Pull requests that could not be stored or judged, and that no figure shown counts. */
  leftOut: number
  /** The same, which the figures shown count as they were before. */
  heldBefore: number
  /** Pull requests stored whose evaluation has not been made yet. */
  pendingEvaluations: number
}

export interface SyncView {
  /** A few words for the header: "read 4 min ago · complete". */
  short: string
  /** A sentence for the page. */
  headline: string
  /** What to do or to expect. */
  detail: string[]
  /** 0–1; null: nothing runs, or how much there is is not known. */
  share: number | null
  progressText: string | null
  isRunning: boolean
  isTroubled: boolean
}

export function prepareSync(sync: SyncStatus): SyncView {
  const isRunning = sync.state === 'first' || sync.state === 'catching_up'
  const computed = toComputedShare(sync)
  return {
    short: computed === null ? nameState(sync) : nameComputing(computed, isRunning),
    headline: computed === null ? headlines[sync.state] : describeComputing(computed, isRunning),
    detail: listDetails(sync),
    share: isRunning ? (computed ?? sync.progress.share) : null,
    progressText: isRunning ? describeProgress(sync) : null,
    isRunning,
    isTroubled: sync.state === 'failed' || sync.state === 'partial',
  }
}

const headlines: Record<SyncState, string> = {
  never: 'Nothing has been read from GitHub yet.',
  first: 'The first reading of GitHub is under way.',
  catching_up: 'Catching up with GitHub.',
  current: 'Everything that GitHub shows has been read.',
  partial: 'Read, but not completely.',
  failed: 'The last reading of GitHub failed.',
}

/** How far the first figures are, once everything is read: nothing may be shown of them before they are whole. Else null. */
function toComputedShare({ syncedAt, progress: { stored, total }, pendingEvaluations }: SyncStatus): number | null {
  if (syncedAt !== null || total === null || stored === 0 || stored < total) return null
  return Math.min(0.99, Math.max(0, 1 - pendingEvaluations / stored))
}

function nameComputing(share: number, isRunning: boolean): string {
  return `${isRunning ? 'being' : 'partly'} computed, ${Math.floor(share * 100)}\u00a0%`
}

function describeComputing(share: number, isRunning: boolean): string {
  const percent = `${Math.floor(share * 100)}\u00a0%`
  return isRunning
    ? `Everything has been read; the figures are being computed, ${percent}.`
    : `The figures are not computed yet: it stopped at ${percent}.`
}

function nameState(sync: SyncStatus): string {
  const age = sync.ageSeconds === null ? '' : `read ${nameAge(sync.ageSeconds)}`
  const percent = sync.progress.share === null ? '' : ` ${Math.floor(sync.progress.share * 100)}\u00a0%`
  switch (sync.state) {
    case 'never':
      return 'nothing read yet'
    case 'first':
      return `reading GitHub${percent}`
    case 'catching_up':
      return [age, 'catching up'].filter(Boolean).join(' · ')
    case 'current':
      return [age, 'complete'].filter(Boolean).join(' · ')
    case 'partial':
      return [age, nameMissing(sync)].filter(Boolean).join(' · ')
    case 'failed':
      return [age, 'last reading failed'].filter(Boolean).join(' · ')
  }
}

function nameMissing({ incomplete, leftOut, heldBefore }: SyncStatus): string {
  const missing = incomplete + leftOut + heldBefore
  return missing > 0 ? `${formatCount(missing)} incomplete` : 'incomplete'
}

/** Of a sync that runs, for the header of a page that was drawn before it began: "catching up 98 % · 120 to evaluate". */
export function nameRunning({
  seen,
  total,
  pendingEvaluations,
}: {
  seen: number
  total: number | null
  pendingEvaluations: number
}): string {
  const share = total === null ? '' : ` ${total === 0 ? 100 : Math.min(100, Math.floor((seen / total) * 100))}\u00a0%`
  const evaluation = pendingEvaluations > 0 ? `${formatCount(pendingEvaluations)} to evaluate` : ''
  return [`catching up${share}`, evaluation].filter(Boolean).join(' · ')
}

/** In whole hours, so that a page holds for an hour: who wants the minute finds it on the page of the sync. */
function nameAge(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  if (hours === 0) return 'within the hour'
  return hours < 48 ? `${hours}\u00a0h ago` : `${Math.floor(hours / 24)}\u00a0days ago`
}

function describeProgress({ progress, pendingEvaluations }: SyncStatus): string {
  const { stored, total, pullRequestsPerMinute, secondsLeft } = progress
  const count =
    total === null ? `${formatCounted(stored, 'pull request')} so far` : `${formatCount(stored)} of ${formatCounted(total, 'pull request')}`
  const rate = pullRequestsPerMinute === null ? '' : `${formatCount(pullRequestsPerMinute)} a minute`
  const left = secondsLeft === null ? '' : `about ${formatLeft(secondsLeft)} left`
  const evaluation = pendingEvaluations > 0 ? `${formatCount(pendingEvaluations)} still to evaluate` : ''
  return [count, rate, left, evaluation].filter(Boolean).join(' · ')
}

function formatLeft(seconds: number): string {
  return seconds < 90 ? `${Math.max(1, Math.round(seconds))}\u00a0s` : formatAge(seconds)
}

function listDetails(sync: SyncStatus): string[] {
  const details: string[] = []
  if (sync.message) details.push(isolate(sync.message))
  if (sync.state === 'first') details.push('Figures appear here when it is complete; this page looks again by itself.')
  if (sync.state === 'failed')
    details.push(
      sync.lastError === null ? 'No reason was recorded.' : isolate(sync.lastError),
      'What is shown is of the reading before. The next one starts where this one stopped.',
    )
  if (sync.state === 'partial') {
    if (sync.incomplete > 0)
      details.push(`${formatCounted(sync.incomplete, 'pull request')} could not be read to the end; the next reading tries again.`)
    if (sync.leftOut > 0)
      details.push(`${formatCounted(sync.leftOut, 'pull request')} set aside, which no figure counts; the list below says why.`)
    if (sync.heldBefore > 0)
      details.push(
        `${formatCounted(sync.heldBefore, 'pull request')} set aside, which the figures shown count as before; the list below says why.`,
      )
    if (sync.lastError) details.push(isolate(sync.lastError))
  }
  if (sync.state === 'never')
    details.push('Run `npm run ingest -- --org LOGIN` with a GITHUB_TOKEN, or `npm run demo` to look around first.')
  if (sync.syncedAt) details.push(`Last complete reading: ${formatInstant(sync.syncedAt)}.`)
  if (sync.pointsLeft !== null) details.push(`${formatCount(sync.pointsLeft)} of GitHub’s points are left this hour.`)
  return details
}
