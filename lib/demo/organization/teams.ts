// The teams of the demo organisation and the story each of them tells. All invented.

export type TeamSlug = 'payments' | 'booking' | 'tracking' | 'pricing-research' | 'platform' | 'mobile' | 'portal' | 'carriers'

export type RepositoryName = 'marketplace' | 'payments-core' | 'tracking' | 'infrastructure' | 'driver-app'

/** How a pull request is merged; what is left is confident. */
export type Shortcut = 'unreviewed' | 'stale' | 'red' | 'thread_open' | 'changes_requested' | 'one_of_two' | 'bot_only' | 'force_push'

export interface TeamStory {
  slug: TeamSlug
  name: string
  description: string
  repository: RepositoryName
  timeZone: string
  size: number
  /** Pull requests of people a week; 52 weeks, 0 the first. */
  weeklyPullRequests: (week: number) => number
  /** Weights by which the members review, the most experienced first. Missing members weigh 0. */
  reviewWeights: number[]
  /** Working hours a reviewer needs for a review, everything else they do included (median). */
  reviewHours: number
  /** Working hours before anyone looks (median). */
  reactionHours: number
  /** Shares of merges that cut a corner. */
  shortcuts: (week: number) => Partial<Record<Shortcut, number>>
  /** Share of pull requests that nobody ever looks at. */
  forgotten: number
  /** Share of pull requests with signs of AI. */
  aiShare: (week: number) => number
  /** Share of descriptions that say why, what may break and how it was tested. */
  trail: (week: number) => number
  /** Share of reviews that leave a thread; of the threads, the share that claim a fault. */
  threads: number
  functional: number
  /** Share of merged pull requests that later turn out to be defective. */
  escapes: (week: number) => number
  usesAiReviewer: boolean
}

/** 0 before `from`, 1 from `to` on, a straight line between. */
const ramp = (week: number, from: number, to: number) => Math.min(1, Math.max(0, (week - from) / (to - from)))

export const TEAM_STORIES: TeamStory[] = [
  {
    // Two seniors carry four fifths of the reviews: most answers come too late, and later still in busy weeks.
    slug: 'payments',
    name: 'Payments',
    description: 'Invoices, payouts and the ledger',
    repository: 'payments-core',
    timeZone: 'Europe/London',
    size: 9,
    // Invoices close every fourth week.
    weeklyPullRequests: (week) => (week % 4 === 3 ? 18 : 11) + 1.5 * ramp(week, 20, 45),
    reviewWeights: [46, 41, 4, 3, 2, 2, 1, 1, 1],
    reviewHours: 2.3,
    reactionHours: 3.8,
    shortcuts: () => ({ unreviewed: 0.03, stale: 0.03, one_of_two: 0.1, thread_open: 0.02 }),
    forgotten: 0.012,
    aiShare: () => 0.22,
    trail: () => 0.72,
    threads: 0.55,
    functional: 0.6,
    escapes: () => 0.03,
    usesAiReviewer: false,
  },
  {
    // AI's share rises; from the thirty-fifth week on a third of the merges go past the rule that asks for an approval.
    slug: 'booking',
    name: 'Booking',
    description: 'Quotes, bookings and schedules',
    repository: 'marketplace',
    timeZone: 'America/New_York',
    size: 11,
    weeklyPullRequests: () => 17.4,
    reviewWeights: [12, 11, 11, 10, 10, 9, 9, 8, 7, 6, 6],
    reviewHours: 0.8,
    reactionHours: 1.2,
    shortcuts: (week) => {
      const decline = ramp(week, 35, 40)
      return {
        unreviewed: 0.03 + 0.275 * decline,
        stale: 0.03 + 0.09 * decline,
        red: 0.01 + 0.05 * decline,
        thread_open: 0.015,
      }
    },
    forgotten: 0.01,
    aiShare: (week) => 0.14 + 0.66 * ramp(week, 18, 49),
    trail: (week) => 0.74 - 0.34 * ramp(week, 28, 50),
    threads: 0.34,
    functional: 0.5,
    escapes: (week) => 0.025 + 0.06 * ramp(week, 30, 50),
    usesAiReviewer: true,
  },
  {
    // Healthy: shared reviews, short waits, confident merges.
    slug: 'tracking',
    name: 'Tracking',
    description: 'Where every shipment is',
    repository: 'tracking',
    timeZone: 'Europe/Lisbon',
    size: 12,
    weeklyPullRequests: () => 15,
    reviewWeights: [11, 11, 10, 10, 10, 10, 10, 9, 9, 9, 8, 8],
    reviewHours: 0.5,
    reactionHours: 0.7,
    shortcuts: () => ({ unreviewed: 0.02, stale: 0.02, thread_open: 0.015, one_of_two: 0.02 }),
    forgotten: 0,
    aiShare: () => 0.35,
    trail: () => 0.9,
    threads: 0.5,
    functional: 0.55,
    escapes: () => 0.015,
    usesAiReviewer: false,
  },
  {
    // Too small to show.
    slug: 'pricing-research',
    name: 'Pricing Research',
    description: 'Models behind the quotes',
    repository: 'marketplace',
    timeZone: 'Europe/Zurich',
    size: 3,
    weeklyPullRequests: () => 2.2,
    reviewWeights: [3, 2, 2],
    reviewHours: 1,
    reactionHours: 1.6,
    shortcuts: () => ({ unreviewed: 0.04 }),
    forgotten: 0.02,
    aiShare: () => 0.3,
    trail: () => 0.5,
    threads: 0.3,
    functional: 0.5,
    escapes: () => 0.01,
    usesAiReviewer: false,
  },
  {
    // Healthy; now and then a bot approves, and its approvals must not count.
    slug: 'platform',
    name: 'Platform',
    description: 'Infrastructure, pipelines and sign-in',
    repository: 'infrastructure',
    timeZone: 'Europe/Berlin',
    size: 9,
    weeklyPullRequests: () => 11,
    reviewWeights: [16, 14, 13, 12, 11, 10, 9, 8, 7],
    reviewHours: 0.7,
    reactionHours: 0.8,
    shortcuts: () => ({ bot_only: 0.03, unreviewed: 0.01, one_of_two: 0.06, force_push: 0.03 }),
    forgotten: 0.004,
    aiShare: () => 0.25,
    trail: () => 0.66,
    threads: 0.36,
    functional: 0.5,
    escapes: () => 0.025,
    usesAiReviewer: false,
  },
  {
    // An agent's pull requests (organization-bots.ts) that nobody reviews and the requester merges.
    slug: 'mobile',
    name: 'Mobile',
    description: 'The app drivers carry',
    repository: 'driver-app',
    timeZone: 'Asia/Kolkata',
    size: 10,
    weeklyPullRequests: () => 11.3,
    reviewWeights: [14, 13, 12, 12, 11, 11, 10, 9, 8, 8],
    reviewHours: 0.8,
    reactionHours: 0.9,
    shortcuts: () => ({ unreviewed: 0.04, stale: 0.03, red: 0.02, force_push: 0.03 }),
    forgotten: 0.006,
    aiShare: () => 0.4,
    trail: () => 0.55,
    threads: 0.4,
    functional: 0.5,
    escapes: () => 0.03,
    usesAiReviewer: false,
  },
  {
    // An ordinary team, and the smallest that is large enough: it is withheld so that the smaller one cannot be worked out.
    slug: 'portal',
    name: 'Customer Portal',
    description: 'What shippers see',
    repository: 'marketplace',
    timeZone: 'America/Sao_Paulo',
    size: 7,
    weeklyPullRequests: () => 9,
    reviewWeights: [13, 12, 11, 10, 10, 9, 8],
    reviewHours: 0.8,
    reactionHours: 1,
    shortcuts: () => ({ unreviewed: 0.03, stale: 0.03, thread_open: 0.03, changes_requested: 0.01 }),
    forgotten: 0.012,
    aiShare: () => 0.3,
    trail: () => 0.6,
    threads: 0.38,
    functional: 0.42,
    escapes: () => 0.025,
    usesAiReviewer: true,
  },
  {
    // One person comes here from Tracking two weeks before the end.
    slug: 'carriers',
    name: 'Carrier Integrations',
    description: 'Connectors to the companies that drive, sail and fly',
    repository: 'tracking',
    timeZone: 'Asia/Singapore',
    size: 9,
    weeklyPullRequests: () => 11,
    reviewWeights: [15, 14, 12, 12, 11, 10, 9, 9, 8],
    reviewHours: 0.8,
    reactionHours: 0.9,
    shortcuts: () => ({ unreviewed: 0.025, stale: 0.03, one_of_two: 0.03, red: 0.015 }),
    forgotten: 0.002,
    aiShare: () => 0.28,
    trail: () => 0.68,
    threads: 0.42,
    functional: 0.55,
    escapes: () => 0.02,
    usesAiReviewer: false,
  },
]
