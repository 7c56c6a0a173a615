import { expect, it } from 'vitest'
import { toUnixLines } from '@/lib/facts/outside-text'
import { READERS } from '../support/text-readers'

/** What people write, by kind: each has something that a reader of lines looks for at a line's end or over several of them. */
const TEXTS = [
  'Two workers claimed one job,\nso refunds went out twice because of it every single day.\n\nFixes #12\nBroken since #13.',
  '## Why\nTwo workers claimed one job, so refunds went out twice.\n\n**Testing**\nI ran it for a week in staging.\n',
  'Why:\nTwo workers claimed one job, so refunds went out twice.\nHow tested:\nReplayed a week of real traffic twice.\n',
  '- [x] No AI was used\n- [ ] Generated with Copilot\n',
  '- [x] I used AI: Claude for the tests\n',
  '> This crashes\n\nAgreed.\n```suggestion\nreturn null\n```\n',
  '```ts\nthrow new Error()\n```\nThis leaks memory.\n~~~\nx\n~~~\n',
  '<!-- This crashes -->\nnit: rename it\n<!-- and\nmore -->\n',
  'Reverts org/app#12\nReverts #13, #14\n\nThis reverts commit 0123abcd.\nCheckout crashes.\n',
  'Add totals\n\nCo-authored-by: Ana <1+ana@users.noreply.github.com>\nGenerated-by: Claude <noreply@anthropic.com>\n',
  "Merge branch 'main' into cart\n\nConflicts:\n\ta.ts\n",
  'Requested by: @ana\n\n## Summary by CodeRabbit\nThis is long.\n\n## Risk\nBehind a flag for two weeks.\n---\n',
  '# owners\n*.ts @ana\n/docs/ @org/docs # theirs\n',
  'Line one\n---\nReviewed by [Cursor Bugbot](x)\n<!-- CURSOR_SUMMARY -->\nx\n<!-- /CURSOR_SUMMARY -->\nLast\n',
  '{\n  "attribution": { "commit": "", "pr": "" },\n  "includeCoAuthoredBy": false\n}\n',
]

/** Line breaks in what a reader returns, all the way down: a text that it hands on may keep those it was given. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null).replaceAll('\\r\\n', '\\n'))

it.each(Object.entries(READERS))('%s gives the same answer however lines are broken', (_, read) => {
  for (const text of TEXTS) {
    const answer = plain(read(text))
    expect(plain(read(text.replaceAll('\n', '\r\n')))).toEqual(answer)
  }
})

it('takes a lone carriage return for a line break as well', () => {
  expect(toUnixLines('a\r\nb\rc\n\r\nd')).toBe('a\nb\nc\n\nd')
})
