import { expect, it } from 'vitest'
import { ruleAt } from '@/lib/metrics/confidence/branch-rule'
import { judgeChecks } from '@/lib/metrics/confidence/check-standing'
import { hour, oid } from '../../../support/make-history'

const rule = (...contexts: string[]) => ({ approvals: 1, contexts })

it('is the last that was read before, else the first after, assumed', () => {
  const snapshots = [
    { from: hour(10), rule: rule('ci') },
    { from: hour(20), rule: null },
    { from: hour(30), rule: rule('ci', 'sast') },
  ]
  expect(ruleAt(snapshots, hour(5))).toEqual({ rule: rule('ci'), isAssumed: true })
  expect(ruleAt(snapshots, hour(10))).toEqual({ rule: rule('ci'), isAssumed: false })
  expect(ruleAt(snapshots, hour(25))).toEqual({ rule: rule('ci'), isAssumed: false })
  expect(ruleAt(snapshots, hour(31))).toEqual({ rule: rule('ci', 'sast'), isAssumed: false })
  expect(ruleAt([], hour(5))).toEqual({ rule: null, isAssumed: false })
  expect(ruleAt([{ from: hour(1), rule: null }], hour(5))).toEqual({ rule: null, isAssumed: false })
})

it('asks of an older merge only for what reported on its head', () => {
  const checks = (name: string, conclusion = 'SUCCESS') => [{ name, commitOid: oid('a1'), conclusion, completedAt: hour(1) }]
  const judge = (given: Partial<Parameters<typeof judgeChecks>[0]>) =>
    judgeChecks({ requiredChecks: ['ci', 'sast'], checks: checks('ci'), areChecksReadable: true, ...given }, oid('a1'), hour(5))
  expect(judge({})).toEqual({ reasons: ['check_missing'], basis: 'rule' })
  expect(judge({ isRuleAssumed: true })).toEqual({ reasons: [], basis: 'rule_assumed' })
  expect(judge({ isRuleAssumed: true, checks: checks('ci', 'FAILURE') })).toEqual({ reasons: ['check_failed'], basis: 'rule_assumed' })
  expect(judge({ requiredChecks: [], checks: [] })).toEqual({ reasons: [], basis: 'rule' })
  expect(judge({ requiredChecks: null, checks: [] })).toEqual({ reasons: [], basis: 'no_checks' })
})
