import type { TeamSlug } from './organization-teams'

// What each team works on: the words its pull requests are made of, and the files they touch.

export interface Subject {
  /** Prefix of titles: a scope in conventional commits, or a ticket key. */
  prefix: { kind: 'scope' | 'ticket'; text: string }
  things: string[]
  /** "… when" completes a fix. */
  faults: string[]
  /** Whole sentences, each with its cause. */
  reasons: string[]
  risks: string[]
  /** Folders by risk tier; T0 are tests and documents. */
  folders: { T0: string[]; T1: string[]; T2: string[]; T3: string[] }
  /** Of all pull requests, the share whose riskiest file is of the tier. */
  tierWeights: { T0: number; T1: number; T2: number; T3: number }
  extension: string
  fileNames: string[]
}

export const SUBJECTS: Record<TeamSlug, Subject> = {
  payments: {
    prefix: { kind: 'ticket', text: 'PAY' },
    things: ['payout batches', 'the invoice ledger', 'refund reversals', 'carrier settlements', 'VAT rounding', 'card retries',
      'dunning letters', 'the currency table', 'escrow releases', 'credit notes', 'bank reconciliation', 'fee schedules'],
    faults: ['are sent twice when the bank times out', 'lose a cent on split shipments', 'stay pending after a chargeback',
      'are dated a day early across the month end', 'ignore the carrier currency', 'lock the ledger for minutes under load'],
    reasons: ['Finance closes the month by hand because two batches can carry the same reference and nobody notices until the audit.',
      'Carriers see a payout as failed since the bank answers after our timeout although the money has moved.',
      'We need one place that rounds, otherwise every report disagrees with the invoice by a cent or two.',
      'Refunds were stuck due to a status that the provider renamed without telling anybody last quarter.'],
    risks: ['Behind a flag per carrier; roll back by switching the flag off, no data is rewritten.',
      'Backwards compatible: the old column stays filled for one release, so a revert is safe at any time.',
      'Blast radius is one nightly batch; the job can be stopped and the previous image deployed.'],
    folders: {
      T0: ['docs', 'src/invoicing/tests', 'src/settlement/tests'],
      T1: ['src/invoicing', 'src/settlement', 'src/reports'],
      T2: ['src/lib/money', 'src/api/invoices', 'config/fees'],
      T3: ['src/payments/payouts', 'src/payments/refunds', 'db/migrations'],
    },
    tierWeights: { T0: 6, T1: 36, T2: 30, T3: 28 },
    extension: 'kt',
    fileNames: ['Batch', 'Ledger', 'Rounding', 'Reference', 'Statement', 'Schedule', 'Reconciler', 'Retry', 'Posting', 'Rate'],
  },
  booking: {
    prefix: { kind: 'scope', text: 'booking' },
    things: ['the quote form', 'multi-stop bookings', 'the cut-off calendar', 'lane search', 'draft bookings', 'pickup windows',
      'the price breakdown', 'booking amendments', 'dangerous goods questions', 'saved addresses', 'recurring shipments'],
    faults: ['loses the pickup window when the time zone changes', 'shows yesterday’s price after a page reload',
      'accepts a weight of zero', 'drops the second stop on amendment', 'offers lanes that closed last week',
      'times out for customers with many addresses'],
    reasons: ['Customers get a quote that can no longer be booked because the cut-off is checked only at the very end.',
      'Support has to rebook by hand since amendments forget every stop after the first one.',
      'The form asks twenty questions up front, so that half of the visitors leave before they see any price at all.',
      'Previously the price was computed twice and the two results could differ for cross-border lanes.'],
    risks: ['Feature flag booking-next, off for everyone but us; roll back by leaving it off.',
      'Backwards compatible with drafts that were saved before this change.',
      'If conversion drops we switch the flag back, nothing else depends on it.'],
    folders: {
      T0: ['docs/booking', 'src/booking/tests'],
      T1: ['src/booking/form', 'src/booking/schedule', 'src/booking/search', 'app/styles/booking'],
      T2: ['src/lib/quotes', 'src/api/bookings', 'src/shared/calendar'],
      T3: ['db/migrations/booking', 'src/auth/bookings'],
    },
    tierWeights: { T0: 8, T1: 52, T2: 32, T3: 8 },
    extension: 'ts',
    fileNames: ['quote', 'stops', 'window', 'cutoff', 'lane', 'draft', 'amendment', 'breakdown', 'address', 'recurrence'],
  },
  tracking: {
    prefix: { kind: 'scope', text: 'tracking' },
    things: ['arrival estimates', 'the event stream', 'geofence alerts', 'the position store', 'delay notices', 'proof of delivery',
      'the shipment timeline', 'vessel positions', 'duplicate events', 'the replay tool', 'temperature readings'],
    faults: ['jump backwards when a truck passes a border', 'repeat an event after a reconnect', 'miss the last stop of the day',
      'count the ferry as standing still', 'lose readings during a deploy', 'are an hour late in summer time'],
    reasons: ['Estimates jump backwards because late positions overwrite newer ones when a truck comes out of a tunnel.',
      'Customers were told twice about the same delay since the consumer restarts from the last snapshot.',
      'We need the replay to be idempotent, otherwise every incident leaves duplicates that people clean up by hand.',
      'The position store grows without bounds, so that queries for old shipments fail when the partition is cold.'],
    risks: ['Backwards compatible: consumers ignore the new field. To roll back, redeploy the previous image; the topic is untouched.',
      'Blast radius: delay notices only. The kill switch notices.enabled stops them within a minute.',
      'Safe to revert: the old and the new rows live side by side for a week.'],
    folders: {
      T0: ['docs/adr', 'src/estimates/tests', 'src/stream/tests'],
      T1: ['src/estimates', 'src/stream', 'src/alerts', 'src/timeline'],
      T2: ['src/lib/geo', 'src/api/positions', 'config/topics'],
      T3: ['db/migrations', 'src/auth/tokens'],
    },
    tierWeights: { T0: 8, T1: 50, T2: 34, T3: 8 },
    extension: 'go',
    fileNames: ['estimator', 'consumer', 'fence', 'partition', 'notice', 'proof', 'merge', 'replay', 'snapshot', 'reading'],
  },
  'pricing-research': {
    prefix: { kind: 'scope', text: 'research' },
    things: ['the spot-rate model', 'fuel surcharges', 'seasonal demand curves', 'the backtest', 'lane clustering', 'outlier filters'],
    faults: ['overfits short lanes', 'uses prices from the future', 'fails on empty weeks'],
    reasons: ['The backtest looked better than production because it used prices that were not yet known on that day.',
      'Short lanes have too few bookings, so that a single odd price moves the quote for weeks.'],
    risks: ['Offline only; nothing that quotes a customer reads this yet.'],
    folders: { T0: ['docs/research'], T1: ['src/research/models', 'src/research/backtest'], T2: ['research/features'], T3: ['db/migrations/research'] },
    tierWeights: { T0: 10, T1: 60, T2: 29, T3: 1 },
    extension: 'py',
    fileNames: ['spot', 'fuel', 'season', 'backtest', 'cluster', 'outlier'],
  },
  platform: {
    prefix: { kind: 'scope', text: 'platform' },
    things: ['the staging cluster', 'sign-in sessions', 'database backups', 'the build cache', 'secret rotation', 'log retention',
      'the deploy pipeline', 'node pools', 'alert routing', 'service accounts', 'the ingress rules', 'preview environments'],
    faults: ['expire in the middle of a deploy', 'page the wrong team at night', 'fill the disk on Sundays',
      'keep a revoked key alive', 'rebuild everything after a one-line change'],
    reasons: ['Deploys wait for minutes because the cache key contains the branch name and nothing is ever shared.',
      'The last restore drill failed due to a role that may write backups but never read them.',
      'Sessions outlive the person leaving the company since the token is checked only when it is issued.',
      'We pay for three idle node pools, so that autoscaling has never once been needed in this quarter.'],
    risks: ['Plan reviewed; to roll back, apply the previous state, no resource is replaced.',
      'Rollout: staging today, one region tomorrow, the rest after two quiet days.',
      'Blast radius is the preview environments; production has its own pipeline.'],
    folders: {
      T0: ['docs/runbooks', 'modules/cluster/tests'],
      T1: ['src/tools', 'src/deploy'],
      T2: ['config/alerts', 'modules/shared', 'src/lib/pipeline'],
      T3: ['.github/workflows', 'modules/iam', 'src/auth/sessions'],
    },
    tierWeights: { T0: 14, T1: 26, T2: 36, T3: 24 },
    extension: 'yaml',
    fileNames: ['cluster', 'session', 'backup', 'cache', 'rotation', 'retention', 'deploy', 'pool', 'routing', 'ingress'],
  },
  mobile: {
    prefix: { kind: 'ticket', text: 'DRV' },
    things: ['the stop list', 'offline signatures', 'barcode scanning', 'the dark theme', 'battery use', 'route hints',
      'photo upload', 'push messages', 'the break timer', 'voice commands', 'the login screen'],
    faults: ['crashes on phones without a camera', 'forgets signatures made offline', 'drains the battery in the background',
      'shows the stops in yesterday’s order', 'freezes while photos are sent'],
    reasons: ['Drivers lose signatures because the upload starts before the phone has found a network again.',
      'The app wakes up every minute, so that the battery is empty before the last stop of a long day.',
      'Drivers with gloves cannot hit the button since it is smaller than the guidelines ask for.'],
    risks: ['Staged rollout: five percent of devices for two days; roll back by halting the rollout.',
      'Backwards compatible with signatures that older versions have stored.'],
    folders: {
      T0: ['docs', 'src/stops/tests', 'src/scan/tests'],
      T1: ['src/stops', 'src/scan', 'src/theme', 'app/screens'],
      T2: ['src/lib/sync', 'src/api/client', 'src/shared/storage'],
      T3: ['src/auth/login', '.github/workflows'],
    },
    tierWeights: { T0: 8, T1: 58, T2: 29, T3: 5 },
    extension: 'dart',
    fileNames: ['stop_list', 'signature', 'scanner', 'theme', 'wakelock', 'route', 'upload', 'push', 'timer', 'voice'],
  },
  portal: {
    prefix: { kind: 'scope', text: 'portal' },
    things: ['the shipment table', 'invoice downloads', 'the address book', 'team invitations', 'the rate card page', 'saved filters',
      'the onboarding tour', 'usage reports', 'notification settings', 'the help centre links', 'claims', 'the emissions report'],
    faults: ['shows someone else’s filter after sign-out', 'sorts dates as text', 'is unreadable on a phone',
      'offers a download that is not there yet', 'forgets the chosen language'],
    reasons: ['Customers open two tickets a day because the download button appears before the file exists.',
      'The table fetches every shipment at once, so that large customers wait half a minute for the first row.',
      'Since filters live in the session and not in the address, nobody can send a colleague what they see.'],
    risks: ['Only the table changes; roll back by reverting, no state is kept.',
      'Feature flag portal-filters, on for our own account first.'],
    folders: {
      T0: ['docs/portal', 'src/portal/tests'],
      T1: ['src/portal/shipments', 'src/portal/invoices', 'src/portal/settings', 'app/styles/portal'],
      T2: ['src/lib/tables', 'src/api/portal', 'src/shared/filters'],
      T3: ['src/auth/invitations', 'db/migrations/portal'],
    },
    tierWeights: { T0: 9, T1: 60, T2: 26, T3: 5 },
    extension: 'tsx',
    fileNames: ['table', 'download', 'contacts', 'invite', 'ratecard', 'filter', 'tour', 'usage', 'notice', 'claim'],
  },
  carriers: {
    prefix: { kind: 'ticket', text: 'CAR' },
    things: ['the sea freight connector', 'label printing', 'EDI acknowledgements', 'customs codes', 'the rail timetable import',
      'carrier credentials', 'air waybills', 'pickup confirmations', 'the parcel connector', 'rate limits of partners'],
    faults: ['rejects waybills with an umlaut', 'acknowledges a message it could not read', 'prints the label of the previous parcel',
      'retries for ever when the partner is closed', 'swaps consignor and consignee'],
    reasons: ['A partner changed its date format over night and every message was dropped because we fail on the first bad line.',
      'Labels are printed twice since the partner answers slowly and our retry does not carry the same key.',
      'We need to see which partner is down, otherwise the on-call person guesses from the error rate.'],
    risks: ['One connector only; roll back by pinning its previous version in the routing table.',
      'Backwards compatible: unknown fields are kept and passed on as they are.'],
    folders: {
      T0: ['docs/connectors', 'src/connectors/tests'],
      T1: ['src/connectors/sea', 'src/connectors/rail', 'src/connectors/parcel'],
      T2: ['src/lib/edi', 'src/api/partners', 'config/partners'],
      T3: ['src/secrets/partners', 'db/migrations/carriers'],
    },
    tierWeights: { T0: 7, T1: 55, T2: 29, T3: 9 },
    extension: 'go',
    fileNames: ['waybill', 'label', 'ack', 'customs', 'timetable', 'credential', 'pickup', 'parcel', 'limiter', 'mapping'],
  },
}
