import { formatAge, formatInstant } from '@/lib/pages/words/format-dates'
import { formatCount, formatCounted } from '@/lib/pages/words/format-figures'

/** The part of a sync's status that pages read. */
export interface SyncSource {
  state: 'never' | 'first' | 'catching_up' | 'current' | 'partial' | 'failed'
  syncedAt: string | null
  ageSeconds: number | null
  message: string | null
  lastError: string | null
  pointsLeft: number | null
  progress: { stored: number; total: number | null; share: number | null; pullRequestsPerMinute: number | null; secondsLeft: number | null }
  incomplete: number
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

export function prepareSync(sync: SyncSource): SyncView {
  const isRunning = sync.state === 'first' || sync.state === 'catching_up'
  return {
    short: nameState(sync),
    headline: headlines[sync.state],
    detail: listDetails(sync),
    share: isRunning ? sync.progress.share : null,
    progressText: isRunning ? describeProgress(sync) : null,
    isRunning,
    isTroubled: sync.state === 'failed' || sync.state === 'partial',
  }
}

const headlines: Record<SyncSource['state'], string> = {
  never: 'Nothing has been read from GitHub yet.',
  first: 'The first reading of GitHub is under way.',
  catching_up: 'Catching up with GitHub.',
  current: 'Everything that GitHub shows has been read.',
  partial: 'Read, but not completely.',
  failed: 'The last reading of GitHub failed.',
}

function nameState(sync: SyncSource): string {
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
      return [age, sync.incomplete > 0 ? `${formatCount(sync.incomplete)} incomplete` : 'incomplete'].filter(Boolean).join(' · ')
    case 'failed':
      return [age, 'last reading failed'].filter(Boolean).join(' · ')
  }
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

function describeProgress({ progress, pendingEvaluations }: SyncSource): string {
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

function listDetails(sync: SyncSource): string[] {
  const details: string[] = []
  if (sync.message) details.push(sync.message)
  if (sync.state === 'first') details.push('Figures appear here when it is complete; this page looks again by itself.')
  if (sync.state === 'failed')
    details.push(
      sync.lastError ?? 'No reason was recorded.',
      'What is shown is of the reading before. The next one starts where this one stopped.',
    )
  if (sync.state === 'partial') {
    if (sync.incomplete > 0)
      details.push(`${formatCounted(sync.incomplete, 'pull request')} could not be read to the end; the next reading tries again.`)
    if (sync.lastError) details.push(sync.lastError)
  }
  if (sync.state === 'never')
    details.push('Run `npm run ingest -- --org LOGIN` with a GITHUB_TOKEN, or `npm run demo` to look around first.')
  if (sync.syncedAt) details.push(`Last complete reading: ${formatInstant(sync.syncedAt)}.`)
  if (sync.pointsLeft !== null) details.push(`${formatCount(sync.pointsLeft)} of GitHub’s points are left this hour.`)
  return details
}
