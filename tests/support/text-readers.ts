import { toAccountKey } from '@/lib/attribution/account-key'
import { toAgentRequester } from '@/lib/attribution/agent-requester'
import { computeAiEvidence } from '@/lib/attribution/ai-evidence'
import { computeAiLines } from '@/lib/attribution/ai-lines'
import { isCountedBranch } from '@/lib/attribution/counted-branches'
import { toDisclosure } from '@/lib/attribution/disclosure'
import { withoutFencedCode, withoutHtmlComments } from '@/lib/attribution/markdown'
import { isMergeCommit, isMergeOfBase } from '@/lib/attribution/merge-commits'
import { toPullRequestClass } from '@/lib/attribution/pull-request-class'
import { listBlamed, toRepairReferences } from '@/lib/attribution/repair-references'
import { listRevertReferences } from '@/lib/attribution/revert-references'
import { stripReviewerBlocks } from '@/lib/attribution/reviewer-blocks'
import { toAttributionSuppression } from '@/lib/attribution/rules-settings'
import { listCoAuthors, listTrailers, toCoAuthor } from '@/lib/attribution/trailers'
import { cutText, shorten, toJudgedText, toUnixLines } from '@/lib/facts/outside-text'
import { parseCleanJson } from '@/lib/github/clean-text'
import { runWithin } from '@/lib/jobs/run-within'
import { readApproval } from '@/lib/metrics/history/approval-words'
import { classifyComment } from '@/lib/metrics/defects/comment-class'
import { isOnlyComment } from '@/lib/metrics/defects/comment-lines'
import { withoutCodeSpans } from '@/lib/attribution/code-spans'
import { findLanding } from '@/lib/metrics/history/landed-though-closed'
import { computeReasoningTrail } from '@/lib/metrics/trail/reasoning-trail'
import { countWords, listSections, listSentences, toOwnText, withoutHeadings } from '@/lib/metrics/trail/text'
import { parseCodeOwners } from '@/lib/policy/codeowners'
import { listDependencyManifests } from '@/lib/policy/dependency-manifests'
import { compileSurfaces } from '@/lib/policy/surfaces'
import { compileTierPolicy } from '@/lib/policy/tier-policy'
import { makeHistory } from './make-history'

// One pull request must not hold the figures of an organisation: whatever its text is, reading it is linear work.

const AT = new Date('2026-11-01T00:00:00Z')
const asBot = { id: 'B', login: 'copilot-swe-agent', type: 'Bot' as const, databaseId: 1 }
const repair = (text: string) => ({
  title: text,
  body: text,
  repository: 'a/b',
  number: 1,
  labels: [text],
  closingIssues: [],
  commits: [{ message: text }],
  template: text,
})
const surroundings = { defaultBranch: 'main', formerDefaultBranches: [], protectedBranches: ['release/*', '*-*-*'] }
const surfaces = compileSurfaces([{ name: 'Billing', paths: ['services/**/billing-*/**'], maintainers: ['@a/b'] }])

/** Every function that reads a text of others; tests/unit/hostile-text.test.ts finds those that are missing. */
export const READERS: Record<string, (text: string) => unknown> = {
  toAccountKey,
  toAgentRequester: (text) => toAgentRequester({ ...makeHistory({ body: text, author: asBot }), commits: [] }),
  computeAiEvidence: (text) =>
    computeAiEvidence({
      author: asBot,
      headRefName: text,
      labels: [text],
      body: text,
      template: text,
      commits: [{ oid: 'a', message: text, authorName: text, authorEmail: text, author: null }],
    }),
  computeAiLines: (text) =>
    computeAiLines({ tier: 'L2', evidence: [], perCommit: [], isAgentWritten: false }, [], [{ path: text, additions: 1 }]),
  isCountedBranch: (text) => isCountedBranch(text, surroundings),
  toDisclosure: (text) => toDisclosure(`- [x] AI ${text}`, text),
  withoutFencedCode,
  withoutHtmlComments,
  isMergeCommit,
  isMergeOfBase: (text) => isMergeOfBase(text, ['main']),
  toPullRequestClass: (text) => toPullRequestClass(makeHistory({ title: text, body: text, headRefName: text }), surroundings),
  toRepairReferences: (text) => toRepairReferences(repair(text)),
  listBlamed: (text) => listBlamed(text, 'a/b', true),
  'toRepairReferences of a fix': (text) => toRepairReferences({ ...repair(text), title: 'Fix the bug', template: null }),
  'toRepairReferences of a revert': (text) => toRepairReferences({ ...repair(text), title: `Revert "${text}` }),
  listRevertReferences: (text) => listRevertReferences(repair(text)),
  'listRevertReferences of a title': (text) => listRevertReferences({ ...repair(''), title: `Revert "${text}` }),
  stripReviewerBlocks: (text) => stripReviewerBlocks(`${text} coderabbit`),
  toAttributionSuppression,
  listCoAuthors,
  listTrailers,
  toCoAuthor: (text) => toCoAuthor({ key: 'co-authored-by', value: text, line: text }),
  shorten: (text) => shorten(text, 200),
  cutText: (text) => cutText(text, 1_001, 1_101),
  toJudgedText,
  toUnixLines,
  parseCleanJson: (text) => parseCleanJson(JSON.stringify({ text })),
  classifyComment,
  isOnlyComment: (text) => [isOnlyComment('a.ts', text), isOnlyComment('a.html', text)],
  readApproval,
  'readApproval of a sentence': (text) => readApproval(`ACK a1f0c3d ${text} LGTM`),
  withoutCodeSpans,
  countWords,
  listSections,
  listSentences,
  toOwnText: (text) => toOwnText(text, text),
  withoutHeadings,
  computeReasoningTrail: (text) =>
    computeReasoningTrail({
      tier: 'T3',
      body: text,
      template: null,
      files: [text],
      comments: [{ authorId: 'B', isHuman: true, body: text, at: AT }],
      authorId: 'A',
      coAuthorIds: [],
      answererIds: ['A'],
      pushes: [new Date(AT.getTime() + 1)],
      closingIssues: [],
      verifiedTickets: [],
      mergedAt: null,
      isBodyEditedByPerson: false,
      isBodyOfAgent: false,
    }),
  parseCodeOwners: (text) => parseCodeOwners(`* @a\n${text.slice(0, 60_000).replaceAll('\n', ' ')}\n`).listOwners(text),
  listDependencyManifests: (text) => listDependencyManifests([text]),
  findLanding: (text) => {
    const by = (login: string) => [{ author: { ...asBot, login }, authorAssociation: null, body: `Landed in ${text}`, createdAt: AT }]
    const rules = { mergeBots: new Set(['bors']), defaultBranchHas: null }
    return ['bors', 'other'].map((login) => findLanding({ mergedAt: null, closedAt: AT, comments: by(login) }, rules))
  },
  toFileTier: (text) => compileTierPolicy().toFileTier(text),
  listTouched: (text) => surfaces.listTouched([text], 'a/b'),
}

/** Forty kinds of text, each repeated for as long as the text is. */
const PUMPED = [
  '*',
  '.',
  ' ',
  '\t',
  '~',
  '`',
  '#',
  '# ',
  '-',
  '(',
  '[](',
  '![](',
  '<',
  '<!--',
  '>',
  '"',
  ':',
  '/',
  'a',
  'a-',
  'A ',
  '1',
  '0a',
  '#1 ',
  '(#1)',
  'a/b#',
  '\n',
  '\r',
  '- [x] AI ',
  'fix #1. ',
  'bug ',
  'Reverts #1, ',
  'Co-authored-by: a <',
  'https://a/',
  '"attribution":{',
  '🎉',
  '\ud83c',
  'e\u0301',
  'adr/',
  'Why:\n',
]

/** Of the processor, so that a busy machine changes nothing. */
interface Budget {
  length: number
  seconds: number
}

/** The kinds of text over which a reader takes longer than the budget; `around` stands before and after the repeated part. */
export function listSlowTexts(read: (text: string) => unknown, { length, seconds }: Budget, around: [string, string][]): string[] {
  const slow: string[] = []
  for (const part of PUMPED) {
    for (const [before, after] of around) {
      const text = `${before}${part.repeat(Math.ceil(length / part.length))}${after}`
      // Measured again before it is called slow: compiling a pattern and a full memory take their time once.
      const isSlow = () => {
        const { result, seconds: taken } = runWithin(seconds * 4, () => void read(text))
        return !result || taken > seconds
      }
      if (isSlow() && isSlow()) slow.push([before, part, after].map((piece) => JSON.stringify(piece)).join(' '))
    }
  }
  return slow
}
