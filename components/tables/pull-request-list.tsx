import { PageLink } from '@/components/ui/page-link'
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
          <PageLink
            key={label}
            href={href}
            aria-current={isCurrent ? 'true' : undefined}
            className="border-b-2 border-transparent pb-0.5 whitespace-nowrap text-soft no-underline hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
          >
            {label} {count !== null && <span className="text-faint">{count}</span>}
          </PageLink>
        ))}
      </nav>
      {list.items.length === 0 ? (
        <p className="mt-4 text-soft">{list.empty}</p>
      ) : (
        <ol className="listing">
          {list.items.map((item) => (
            <PullRequestRow key={item.key} item={item} />
          ))}
        </ol>
      )}
      {list.nextHref && (
        <p className="no-print mt-4 text-small">
          <PageLink href={list.nextHref} rel="next">
            More pull requests
          </PageLink>
        </p>
      )}
    </section>
  )
}

/** Classes are few and short here: a page holds a hundred of these. */
function PullRequestRow({ item }: { item: PullRequestView }) {
  return (
    <li data-pull-request={item.key}>
      <div>
        <a href={item.url}>
          <span>{item.number}</span> {item.title}
        </a>
        <p>
          {item.repository} · {item.author} · {item.tier} · {item.dates}
        </p>
      </div>
      <details>
        <summary>
          {item.summary} <u>why</u>
        </summary>
        <dl>
          {item.reasons.map(({ figure, name, isCounted, outcome, evidence }) => (
            <div key={figure}>
              <dt>
                {name}
                <span> · {isCounted ? 'counts' : 'does not count'}</span>
              </dt>
              <dd>{outcome}</dd>
              {evidence.length > 0 && (
                <dd>
                  <ul>
                    {evidence.map((line) => (
                      <li key={line}>{line}</li>
                    ))}
                  </ul>
                </dd>
              )}
            </div>
          ))}
        </dl>
      </details>
    </li>
  )
}
