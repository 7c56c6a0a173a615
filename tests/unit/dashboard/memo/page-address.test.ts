import { expect, test } from 'vitest'
import { readPageAddress } from '@/lib/dashboard/memo/page-address'

test.each([
  ['/', '/'],
  ['/?utm=1', '/'],
  ['/?to=2026-02-02&x=1&from=2026-01-05', '/?from=2026-01-05&to=2026-02-02'],
  ['/?figure=capacity&teams=all&_rsc=abc', '/?teams=all&figure=capacity'],
  ['/teams/payouts?sort=-hours&tier=T3&m=4', '/teams/payouts?tier=T3&sort=-hours'],
  ['/surfaces?teams=2', '/surfaces?teams=2'],
  ['/stress-test?slo=8&teams=2&m=2&surface=a+b&tier=T3', '/stress-test?surface=a+b&m=2&slo=8&teams=2'],
  ['/method?range=4', '/method'],
  ['/?open=all', '/?open=all'],
])('%s is the page %s', (url, address) => {
  expect(readPageAddress(url)?.address).toBe(address)
})

test('a parameter that is given twice, is empty or holds anything keeps all of it', () => {
  expect(readPageAddress('/?from=a&from=b&surface=&to=%26%00%zz')?.address).toBe('/?from=a&from=b&to=%26%00%25zz&surface=')
})

test.each([
  '/sync',
  '/method/audit',
  '/method/audit/1',
  '/teams',
  '/teams/',
  '/teams/a/b',
  '/api/v1/teams',
  '/_next/x',
  '//',
  'http://x/',
  '*',
  '',
])('%s is no page that is drawn for many', (url) => {
  expect(readPageAddress(url)).toBeNull()
})

test('nor is an address that is longer than any of ours', () => {
  expect(readPageAddress(`/?cursor=${'x'.repeat(2_000)}`)).toBeNull()
})

test.each([
  ['/', { teams: true, lists: 'none' }],
  ['/?from=2026-01-05', { teams: true, lists: 'none' }],
  ['/?tier=T3', { teams: true, lists: 'own' }],
  ['/?surface=', { teams: true, lists: 'own' }],
  ['/surfaces?tier=T3', { teams: true, lists: 'none' }],
  ['/teams/pay%20outs', { teams: true, lists: { team: 'pay outs' } }],
  ['/teams/%zz', { teams: true, lists: { team: '%zz' } }],
  ['/stress-test', { teams: true, lists: 'none' }],
  ['/method', { teams: false, lists: 'none' }],
])('%s uses of a view %j', (url, use) => {
  expect(readPageAddress(url)?.use).toEqual(use)
})
