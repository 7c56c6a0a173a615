import { expect, it } from 'vitest'
import { computeAiEvidence } from '@/lib/attribution/ai-evidence'
import { toRepairReferences } from '@/lib/attribution/repair-references'
import { classifyComment } from '@/lib/metrics/defects/comment-class'
import { evaluateTrail } from '@/lib/metrics/trail/evaluate'
import { pickQuotes } from '@/lib/pages/team/prepare-quotes'
import { makeActor, makeHistory, makeSurroundings } from '../support/make-history'

// Postgres refuses a row that holds half of a surrogate pair, and with it the whole sync.

const SIGNS = { emoji: '🎉', 'ZWJ sequence': '👩‍👩‍👧', flag: '🇳🇵', 'combining mark': 'o\u0308' }
const repairOf = (body: string) =>
  toRepairReferences({
    title: 'Fix totals',
    body,
    repository: 'a/b',
    number: 9,
    labels: [],
    closingIssues: [],
    commits: [],
    template: null,
  })

/** Each with the places of a text around which it cuts, counted from where its words begin. */
const CUTTERS: Record<string, { around: number[]; cut: (sign: string, offset: number) => unknown }> = {
  'a quoted reason': {
    around: [240],
    cut: (sign, offset) =>
      evaluateTrail({
        history: makeHistory({
          body: `## Why\n\nIt ${'goes on '.repeat(40).slice(0, offset - 8)}${sign} and on and on, in more words than eight of them`,
        }),
        surroundings: makeSurroundings(),
        tier: 'T1',
        pushes: [],
        requesterId: null,
        authors: new Set(['ana']),
        bases: ['main'],
        ai: { isAgentWritten: false, evidence: [] },
        machineIds: new Set(),
      }),
  },
  'a sign of an agent': {
    around: [200],
    cut: (sign, offset) =>
      computeAiEvidence({
        author: makeActor('ana'),
        headRefName: 'x',
        labels: [],
        body: `Assisted-by: claude ${'x'.repeat(offset - 20)}${sign}${'y'.repeat(60)}`,
        template: null,
        commits: [],
      }),
  },
  'the sentence of a reference': {
    around: [160],
    cut: (sign, offset) => repairOf(`The bug was introduced in #3 ${'x'.repeat(offset - 29)}${sign} and more of it ${'y'.repeat(60)}`),
  },
  'the words around a defect': {
    around: [1, 60, 80],
    cut: (sign, offset) => [
      repairOf(`${'x'.repeat(80)} ${sign}${'y'.repeat(Math.max(0, offset))} bug introduced in #3`),
      repairOf(`Introduced in #3: a bug ${'y'.repeat(Math.max(0, offset))}${sign}${'x'.repeat(80)}`),
    ],
  },
  'the first words of a comment': {
    around: [3],
    cut: (sign, offset) => [
      classifyComment(`nit${sign}`),
      classifyComment(`question${sign}`),
      classifyComment(`issue (${'x'.repeat(offset + 190)}${sign}): y`),
    ],
  },
  'a quotation of a page': {
    around: [90],
    cut: (sign, offset) =>
      pickQuotes([
        {
          number: 1,
          repository: 'a/b',
          url: 'https://x.example',
          trail: { elements: { why: { met: true, text: `one two three four five ${'x'.repeat(offset - 24)}${sign}${'y'.repeat(90)}` } } },
        } as never,
      ]),
  },
}

it.each(
  Object.entries(CUTTERS).flatMap(([name, cutter]) => Object.entries(SIGNS).map(([kind, sign]) => ({ name, kind, sign, ...cutter }))),
)('leaves whole $kind in $name, wherever it stands', ({ sign, around, cut }) => {
  let isQuoted = false
  for (const place of around) {
    for (let offset = place - sign.length - 6; offset <= place + 6; offset += 1) {
      const text = JSON.stringify(cut(sign, offset))
      // JSON writes half a pair as an escape, and nothing else so.
      expect(text).not.toMatch(/\\ud[89a-f]/)
      isQuoted ||= text.includes(sign)
    }
  }
  expect(isQuoted).toBe(true)
})
