import { LOGIN, makePeople } from './people'
import { listHolidays } from './holidays'
import { TEAM_STORIES, type TeamSlug } from './teams'

/** Login of the invented organisation. */
export const DEMO_LOGIN = LOGIN

/** The years whose days off are written out. */
const YEARS = [2025, 2026, 2027, 2028]

function writeCalendar({ slug, timeZone }: { slug: TeamSlug; timeZone: string }): string {
  const days = new Set(YEARS.flatMap((year) => listHolidays(slug, new Date(Date.UTC(year, 5, 30)))))
  const known = [...days].filter((day) => YEARS.includes(Number(day.slice(0, 4)))).sort()
  return `    ${slug}:\n      timeZone: ${timeZone}\n      holidays: [${known.join(', ')}]`
}

function loginOf(team: TeamSlug, rank: number): string {
  const person = makePeople().find((each) => each.team === team && each.rank === rank)
  if (!person) throw new Error(`${team} has nobody of rank ${rank}`)
  return person.actor.login
}

/** The invented organisation's plumbline.yml; `npm run demo` writes it where the pages and the worker read theirs. */
export const DEMO_CONFIGURATION_TEXT = `# What GitHub does not know about Larkspur Freight, an invented company.
organization:
  timeZone: Europe/London
  holidays: [${YEARS.flatMap((year) => [`${year}-01-01`, `${year}-12-25`]).join(', ')}]

teams:
  calendars:
${TEAM_STORIES.map(writeCalendar).join('\n')}

surfaces:
  - name: payouts and refunds
    paths: [src/payments/**, db/migrations/**]
    repositories: [${DEMO_LOGIN}/payments-core]
    tier: T3
    maintainers: [${loginOf('payments', 0)}, ${loginOf('payments', 1)}]
  - name: sign-in
    paths: ['**/auth/**', modules/iam/**]
    tier: T3
    maintainers: [${DEMO_LOGIN}/platform]
  - name: pipelines
    paths: [.github/workflows/**]
    repositories: [${DEMO_LOGIN}/infrastructure]
    tier: T3
    maintainers: [${loginOf('platform', 0)}, ${loginOf('platform', 1)}]
  - name: quotes
    paths: [src/lib/quotes/**, src/api/bookings/**]
    repositories: [${DEMO_LOGIN}/marketplace]
    tier: T2
    maintainers: [${DEMO_LOGIN}/booking]
  - name: partner messages
    paths: [src/lib/edi/**, src/api/partners/**]
    repositories: [${DEMO_LOGIN}/tracking]
    tier: T2
    maintainers: [${DEMO_LOGIN}/carriers]
  # Parts without a tier of their own: each file has the one that its path gives it.
  - name: booking
    paths: [src/booking/**, app/styles/booking/**, src/shared/calendar/**]
    repositories: [${DEMO_LOGIN}/marketplace]
    maintainers: [${DEMO_LOGIN}/booking]
  - name: customer portal
    paths: [src/portal/**, app/styles/portal/**, src/api/portal/**, src/lib/tables/**, src/shared/filters/**]
    repositories: [${DEMO_LOGIN}/marketplace]
    maintainers: [${DEMO_LOGIN}/portal]
  - name: invoicing
    paths: [src/invoicing/**, src/settlement/**, src/reports/**, src/api/invoices/**, src/lib/money/**, config/fees/**]
    repositories: [${DEMO_LOGIN}/payments-core]
    maintainers: [${DEMO_LOGIN}/payments]
  - name: arrival estimates
    paths: [src/estimates/**, src/stream/**, src/alerts/**, src/timeline/**, src/lib/geo/**, src/api/positions/**]
    repositories: [${DEMO_LOGIN}/tracking]
    maintainers: [${DEMO_LOGIN}/tracking]
  - name: driver app
    paths: [src/**, app/**]
    repositories: [${DEMO_LOGIN}/driver-app]
    maintainers: [${DEMO_LOGIN}/mobile]

tiers:
  globs:
    T1: [src/tools/**, src/deploy/**]
    T2: [research/features/**]

slo:
  limitWeekdayHours: 24
  target: 0.8
  byTier:
    T3: { limitWeekdayHours: 20 }

tickets:
  pattern: \\b(PAY|DRV|CAR)-\\d{4}\\b

documents:
  - kind: reviewContract
    path: ${DEMO_LOGIN}/infrastructure:docs/review-contract.md
    owner: Platform
    date: 2026-03-02
  - kind: aiPolicy
    url: https://handbook.larkspur.example/ai
    owner: Platform
    date: 2026-01-19
  - kind: ladder
    url: https://handbook.larkspur.example/ladder
    owner: People
    date: 2024-05-06

events:
  - { date: 2026-08-31, label: agents on by default }

mail:
  organization: [engineering@larkspur.example]
`
