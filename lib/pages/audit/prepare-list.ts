import type { StoredAudit } from '@/lib/metrics/audit/stored-audit'
import { AUDIT_KINDS, AUDIT_STRATUM_SIZE, type AuditKind } from '@/lib/metrics/audit/tally'
import type { EmptyPage, PageSearch, SharedPageData } from '@/lib/pages/frame/page'
import { explainAuditProblem } from './form'
import { formatDate } from '@/lib/pages/words/format-dates'
import { prepareAuditRow, type AuditRow } from './prepare-sample'
import { AUDIT_TASKS } from './tasks'

/** What a new audit is asked with, as the form shows it. */
export interface AuditProposal {
  kind: AuditKind
  /** First and last day of the merges, inclusive. */
  from: string
  to: string
  seed: number
}

export interface AuditsPageData extends SharedPageData {
  kind: 'ready'
  proposal: AuditProposal
  /** Merges after it are too young for the defect catch rate. */
  matureUntil: string
  /** Newest first. */
  audits: StoredAudit[]
}
export type AuditsPage = AuditsPageData | EmptyPage

export interface AuditsView {
  organization: string
  steps: string[]
  problem: string | null
  form: { kind: string; from: string; to: string; seed: string; hint: string }
  kinds: { value: AuditKind; label: string }[]
  rows: AuditRow[]
}

/** The page that explains the audit and starts one; what was typed into a form that was refused stands in it again. */
export function prepareAudits(source: AuditsPageData, search: PageSearch): AuditsView {
  const { proposal, audits, matureUntil } = source
  const asked = (key: 'kind' | 'from' | 'to' | 'seed' | 'problem') => {
    const value = search[key]
    return typeof value === 'string' ? value : undefined
  }
  return {
    organization: source.organization.name,
    steps: STEPS,
    problem: explainAuditProblem(asked('problem')),
    form: {
      kind: asked('kind') ?? proposal.kind,
      from: asked('from') ?? proposal.from,
      to: asked('to') ?? proposal.to,
      seed: asked('seed') ?? String(proposal.seed),
      hint: `Merges count once they are 30 days old, so up to ${formatDate(matureUntil)}.`,
    },
    kinds: AUDIT_KINDS.map((value) => ({ value, label: AUDIT_TASKS[value].name })),
    rows: audits.map(prepareAuditRow),
  }
}

const STEPS = [
  `Plumbline draws ${AUDIT_STRATUM_SIZE} items that the rule flagged and ${AUDIT_STRATUM_SIZE} that it did not, mixed. Flagged ones tell how often the rule is right; the others tell what it misses.`,
  'Open each on GitHub and answer the question above the list: yes, no, or cannot tell. Allow two to three minutes an item. “Save and go on later” keeps what you have answered.',
  'What the rule said stays hidden until you finish, because a verdict that is seen is a verdict that is copied.',
  'Finish. Precision and recall then stand beside the defect catch rate. The figure itself never changes: it stays what the rule counts.',
  'Better: let a second person answer the same sample without talking to the first. Their agreement says whether the question has an answer at all.',
]
