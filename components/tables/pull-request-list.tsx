import Link from 'next/link'
import type { PullRequestView } from '@/lib/charts/explain-pull-request'
import type { PullRequestListView } from '@/lib/charts/prepare-pull-request-list'

/** What stands behind a figure: every pull request, whether it counts, and the evidence on demand. */
export function PullRequestList({ list }: { list: PullRequestListView }) {
  return (
    <section id="pull-requests" aria-labelledby="pull-requests-title" className="no-print mt-16 scroll-mt-4">
      <h2 id="pull-requests-title" className="text-title font-[550] tracking-[-0.01em]">
        {list.title}
      </h2>
      <nav aria-label="Figure" className="no-print mt-2 flex flex-wrap gap-x-5 gap-y-1.5 text-small">
        {list.filters.map(({ label, count, href, isCurrent }) => (
          <Link
            key={label}
            href={href}
            aria-current={isCurrent ? 'true' : undefined}
            className="border-b-2 border-transparent pb-0.5 whitespace-nowrap text-soft no-underline hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
          >
            {label} {count !== null && <span className="text-faint">{count}</span>}
          </Link>
        ))}
      </nav>
      {list.items.length === 0 ? (
        <p className="mt-4 text-soft">{list.empty}</p>
      ) : (
        <ol className="mt-3 border-t border-ink">
          {list.items.map((item) => (
            <PullRequestRow key={item.key} item={item} />
          ))}
        </ol>
      )}
      {list.nextHref && (
        <p className="no-print mt-4 text-small">
          <Link href={list.nextHref} rel="next">
            More pull requests
          </Link>
        </p>
      )}
    </section>
  )
}

function PullRequestRow({ item }: { item: PullRequestView }) {
  return (
    <li className="keep border-b border-rule py-2.5" data-pull-request={item.key}>
      <div className="grid grid-cols-1 gap-x-8 md:not-has-[[open]]:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="min-w-0">
          <a href={item.url} className="font-[500] break-words decoration-rule">
            <span className="font-[400] text-soft">{item.number}</span> {item.title}
          </a>
          <p className="text-small text-faint">
            {item.repository} · {item.author} · {item.tier} · {item.dates}
          </p>
        </div>
        <details className="group min-w-0 text-small text-soft md:not-open:text-right">
          <summary className="list-none py-0.5 [&::-webkit-details-marker]:hidden">
            {item.summary} <span className="whitespace-nowrap text-faint underline decoration-edge decoration-1 underline-offset-[0.22em] group-open:hidden">why</span>
            <span className="hidden whitespace-nowrap text-faint underline decoration-edge decoration-1 underline-offset-[0.22em] group-open:inline">close</span>
          </summary>
          <Reasons item={item} />
        </details>
      </div>
    </li>
  )
}

function Reasons({ item }: { item: PullRequestView }) {
  return (
    <dl className="mt-1.5 mb-2 grid gap-x-6 gap-y-2.5 sm:grid-cols-2 lg:grid-cols-5">
      {item.reasons.map(({ figure, name, isCounted, outcome, evidence }) => (
        <div key={figure} className="min-w-0">
          <dt className="text-ink">
            {name}
            <span className="text-faint"> · {isCounted ? 'counts' : 'does not count'}</span>
          </dt>
          <dd>{outcome}</dd>
          {evidence.map((line) => (
            <dd key={line} className="text-tiny break-words text-faint">
              {line}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  )
}
