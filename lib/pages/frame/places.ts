/**
 * The pages that the header leads to, in its order. A new page is named here once: the header, the test of what a page
 * weighs, the pictures (npm run screenshots) and the bench of pages all read this list.
 */
export const PLACES = [
  { key: 'organisation', label: 'Organisation', href: '/', hasRange: true },
  // A part of the organisation's page: the address only leads there.
  { key: 'teams', label: 'Teams', href: '/teams', hasRange: true },
  { key: 'surfaces', label: 'Surfaces', href: '/surfaces', hasRange: true },
  { key: 'stress', label: 'Stress test', href: '/stress-test', hasRange: true },
  { key: 'method', label: 'Method', href: '/method', hasRange: false },
  { key: 'sync', label: 'Sync', href: '/sync', hasRange: false },
] as const

export type Place = (typeof PLACES)[number]['key']

/** Those with a page of their own besides the organisation's, which has many addresses. */
export const OTHER_PLACES = PLACES.filter(({ key }) => key !== 'organisation' && key !== 'teams')
