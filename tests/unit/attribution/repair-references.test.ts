import { describe, expect, it } from 'vitest'
import { toRepairReferences, type RepairInput } from '@/lib/attribution/repair-references'

function repairOf(given: Partial<RepairInput>) {
  return toRepairReferences({
    title: 'Fix totals',
    body: '',
    repository: 'org/app',
    number: 40,
    labels: [],
    closingIssues: [],
    commits: [],
    template: null,
    ...given,
  })
}
const targetsOf = (given: Partial<RepairInput>) =>
  repairOf(given)?.targets.map(({ repository, number, oid }) => oid ?? `${repository}#${number}`) ?? []

describe('reverts', () => {
  it.each([
    [{ title: 'Revert "Add totals"', body: 'Reverts org/app#12' }, ['org/app#12']],
    [{ title: 'Revert "Add totals"', body: 'Reverts #12 and org/other#3' }, ['org/app#12', 'org/other#3']],
    [{ title: 'Revert "Add totals (#12)"' }, ['org/app#12']],
    [{ title: 'Revert "Add totals (#12)"', body: 'This reverts commit 0123ABCDEF.' }, ['0123abcdef']],
    [{ title: 'Revert "A"', commits: [{ message: 'Revert "A"\n\nThis reverts commit 0123abc.' }] }, ['0123abc']],
    [{ title: 'Revert "A"', body: 'Reverts org/app#12\nThis reverts commit 0123abc.' }, ['org/app#12']],
    [{ title: 'Revert "Merge #12: Add totals"', body: 'This reverts commit 0123abc, reversing\nchanges made to 4567def.' }, ['org/app#12']],
    [{ title: 'Revert "Merge pull request #12 from ana/totals"' }, ['org/app#12']],
    [{ title: 'Revert "A"' }, []],
  ])('%j names %j', (given, targets) => {
    expect(repairOf(given)?.kind).toBe('revert')
    expect(targetsOf(given)).toEqual(targets)
  })

  it('looks for the defect outside the quoted title', () => {
    expect(repairOf({ title: 'Revert "Fix crash in totals"', body: 'Reverts org/app#12' })?.defectEvidence).toBeNull()
    expect(repairOf({ title: 'Revert "Add totals"', body: 'Reverts org/app#12\n\nCheckout crashes.' })?.defectEvidence).toBe(
      'Checkout crashes.',
    )
  })

  it('keeps another stated reason', () => {
    const repair = repairOf({ title: 'Revert "Add totals"', body: 'Reverts org/app#12\n\nPostponed to the spring launch.' })
    expect(repair?.nonDefectReason).toBe('Postponed to the spring launch.')
    expect(repair?.defectEvidence).toBeNull()
  })
})

describe('fixes', () => {
  const bug = { labels: ['kind/bug'] }

  it.each([
    [{ title: 'Fix crash introduced by #12' }, ['org/app#12']],
    [{ title: 'Fix crash', body: 'Broken since org/other#12.' }, ['org/other#12']],
    [{ title: 'Fix crash', body: 'Introduced in https://github.com/org/app/pull/12' }, ['org/app#12']],
    [{ title: 'Fix crash', body: 'This was broken in 0123abcd.' }, ['0123abcd']],
    [{ title: 'Fix crash', commits: [{ message: 'Fix it\n\nFixes: 0123abcd ("Add totals")' }] }, ['0123abcd']],
    [{ title: 'Fix crash', body: 'Broken by https://github.com/Org/other/commit/0123abcd' }, ['0123abcd']],
    [{ title: 'Guard empty carts', body: '#12 crashes on empty carts.' }, ['org/app#12']],
    [{ ...bug, body: 'Follow-up to #12.' }, ['org/app#12']],
    [{ ...bug, body: 'Fixes the crash on master as in 0123abcd0123abcd (#12).' }, ['org/app#12']],
    [{ ...bug, body: 'This is based on #11 and fixes what #12 broke.' }, ['org/app#12']],
    [{ ...bug, body: 'Missed in #12.' }, ['org/app#12']],
    [{ ...bug, body: 'As pointed out in #12, it crashes.' }, ['org/app#12']],
    [{ ...bug, body: 'This corrects #12.' }, ['org/app#12']],
    [{ ...bug, body: 'It was introduced in master (0123abcd).' }, ['0123abcd']],
    [{ ...bug, body: 'Broken by #12, see org/other#3. Regression from other/tool#4 and #13.' }, ['org/app#12', 'org/app#13']],
    [{ ...bug, body: 'Regression from #12 and #13.' }, ['org/app#12', 'org/app#13']],
    [{ ...bug, body: 'Regression from #12. Really, #12 broke it.' }, ['org/app#12']],
  ])('%j names %j', (given, targets) => {
    expect(repairOf(given)?.kind).toBe('fix')
    expect(targetsOf(given)).toEqual(targets)
  })

  it.each([
    ['no defect', { title: 'Extend totals', body: 'Introduced in #12.' }],
    ['a denied defect', { title: 'Fix totals', body: 'Since #12 there are no known errors.' }],
    ['a commit where it was seen', { ...bug, body: 'This PR fixes a bug in master (0123abcd0123) and in 0.20.1' }],
    ['a commit where it was reproduced', { ...bug, body: 'It fails, reproduced on 0123abcd.' }],
    ['a commit of the branch', { ...bug, body: 'Fixes the crash on current master at commit 0123abcd.' }],
    ['a mention', { ...bug, title: 'Fix crash', body: 'See #12.' }],
    ['a base', { ...bug, body: 'Depends on #12.' }],
    ['a sibling', { ...bug, body: 'Similar to #12, which did the same for carts.' }],
    ['a discovery', { ...bug, body: 'I noticed this while reviewing #12.' }],
    ['another attempt', { ...bug, body: 'Supersedes #12.' }],
    ['a place of discussion', { ...bug, body: 'As discussed in #12 after the crash.' }],
    ['work that goes on', { title: 'Split totals', body: 'Follow-up to #12. Returns an error code.' }],
    ["the target's own fix", { title: 'Test totals', body: '#12 fixed the crash.' }],
    ['a backport', { title: 'Fix crash (backport of #12)', body: 'Fixes #12' }],
    ['a closed issue', { ...bug, body: 'Fixes #12', closingIssues: [{ number: 12, repository: 'Org/App', bodyWords: 9, labels: [] }] }],
    ['an issue elsewhere', { ...bug, body: 'Fixes issue #12' }],
    ['itself', { title: 'Fix crash (#40)', body: 'Regression, see #40' }],
    ['a squash number', { title: 'Fix crash', commits: [{ message: 'Fix totals (#12)' }] }],
    [
      'a step of its own branch',
      {
        title: 'Fix crash',
        commits: [{ oid: '0123abcd'.repeat(5), message: 'Try' }, { message: 'Revert "Try"\n\nThis reverts commit 0123abcd0123abcd.' }],
      },
    ],
    ["another owner's commit", { ...bug, body: 'Since https://github.com/tool/maker/commit/0123abcd it crashes.' }],
    ['a regression test', { title: 'Add regression test for #12: empty carts', body: 'It verifies the fix of #12 (no error).' }],
    [
      'a test by its message',
      { title: 'Test carts', body: 'A crash remains.', commits: [{ message: 'Validate the fixes made in PR #12' }] },
    ],
    ['a regression test by label', { ...bug, title: 'Add regression tests for #12', body: 'A test to verify the fix of #13.' }],
    ['a merge', { title: 'Fix crash', commits: [{ message: 'Merge pull request #12 from org/fix-crash' }] }],
    ['a quote', { ...bug, body: '> broken since #12' }],
    ['code', { ...bug, body: '```\nbroken since #12\n```' }],
    ['a template line', { ...bug, body: 'Fixes #12', template: 'Fixes #12' }],
    ['a permalink', { ...bug, body: 'Broken by https://github.com/org/app/blob/0123abcd/a.ts#L12' }],
    ['a colour', { ...bug, body: 'Broken by color:#112233aa and a1b2-0123abcd' }],
  ])('%s names nothing', (_name, given) => {
    expect(targetsOf(given)).toEqual([])
  })

  it('takes the label of a linked issue as evidence', () => {
    const closingIssues = [{ number: 9, repository: 'org/app', bodyWords: 5, labels: ['type: bug'] }]
    expect(repairOf({ title: 'Totals', body: 'Introduced in #12', closingIssues })?.defectEvidence).toBe('label of issue #9: type: bug')
  })
})
