import { describe, expect, it } from 'vitest'
import { stripReviewerBlocks } from '@/lib/attribution/reviewer-blocks'

const own = 'Totals were wrong because of rounding.'

describe("reviewers' blocks", () => {
  it.each([
    ['cursor', `${own}\n<!-- CURSOR_SUMMARY -->\n> made with AI\n<!-- /CURSOR_SUMMARY -->`],
    ['ellipsis', `${own}\n<!-- ELLIPSIS_HIDDEN -->\n----\nAI text\n<!-- ELLIPSIS_HIDDEN -->`],
    ['greptile', `${own}\n<!-- greptile_comment -->\nAI text\n<!-- /greptile_comment -->`],
    [
      'cubic',
      `${own}\n<!-- This is an auto-generated description by cubic. -->\nAI text\n<!-- End of auto-generated description by cubic. -->`,
    ],
    [
      'coderabbit',
      `${own}\n<!-- This is an auto-generated comment: release notes by coderabbit.ai -->\n## Summary by CodeRabbit\n* AI\n<!-- end of auto-generated comment: release notes by coderabbit.ai -->`,
    ],
    ['coderabbit without markers', `${own}\n\n## Summary by CodeRabbit\n\n- **New**\n  - AI\n### Chores\nAI`],
    ['sourcery', `${own}\n\n## Summary by Sourcery\n\nAI text\n\nNew Features:\n- AI`],
    ['qodo', `${own}\n\n### **PR Type**\nBug fix\n\n___\n\n### **Description**\nAI text`],
    ['an unclosed block', `${own}\n<!-- CURSOR_SUMMARY -->\nAI text`],
  ])('%s leaves the author only', (_name, body) => {
    expect(stripReviewerBlocks(body).trim()).toBe(own)
  })

  it('keeps what the author wrote after a block', () => {
    const body = `## Summary by Sourcery\nAI text\n## Why\n${own}\n<!-- CURSOR_SUMMARY -->AI<!-- /CURSOR_SUMMARY -->\nEnd`
    expect(stripReviewerBlocks(body)).toBe(`## Why\n${own}\n\nEnd`)
  })

  it('returns a body without blocks as it is', () => {
    const body = `${own}\n\n## Summary\nThe cursor moves; a rabbit coded it.\n<!-- note -->`
    expect(stripReviewerBlocks(body)).toBe(body)
  })
})
