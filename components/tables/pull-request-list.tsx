import { OutsideText } from '@/components/ui/outside-text'
import { PageLink } from '@/components/ui/page-link'
import { Static } from '@/components/ui/static'
import type { PullRequestView } from '@/lib/pages/list/explain-pull-request'
import type { PullRequestListView } from '@/lib/pages/list/prepare-pull-request-list'
import { Downloads } from './downloads'
import { FilterWords, ListFilters } from './list-filters'

/** What stands behind a figure: every pull request, whether it counts, and the evidence on demand. */
export function PullRequestList({ list }: { list: PullRequestListView }) {
  return (
    <section id="pull-requests" aria-labelledby="pull-requests-title" className="no-print mt-16 scroll-mt-4">
      <h2 id="pull-requests-title" className="text-title font-[550] tracking-[-0.01em]">
        {list.title}
      </h2>
      <nav aria-label="Figure" className="no-print mt-2 flex flex-wrap gap-x-5 gap-y-1.5 text-small">
        {list.figures.map(({ label, count, href, isCurrent }) => (
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
      <div className="list-bar">
        <ListFilters filters={list.filters} order={list.order} />
        <Downloads links={list.downloads} of="Pull requests" />
      </div>
      <FilterWords filters={list.filters} />
      {list.items.length === 0 ? (
        <p className="mt-4 border-t border-ink pt-3 text-soft" data-empty-list>
          {list.cut ?? list.empty.text} {list.empty.back && <PageLink href={list.empty.back.href}>{list.empty.back.label}</PageLink>}
        </p>
      ) : (
        <Static>
          <ol className="listing">
            {list.items.map((item) => (
              <PullRequestRow key={item.key} item={item} />
            ))}
          </ol>
        </Static>
      )}
      {list.items.length > 0 && list.cut && <p className="mt-3 text-small text-soft">{list.cut}</p>}
      {(list.previousHref ?? list.nextHref) && (
        <nav aria-label="Pages of the list" className="no-print mt-4 flex gap-x-6 text-small">
          {list.previousHref && (
            <PageLink href={list.previousHref} rel="prev">
              Previous
            </PageLink>
          )}
          {list.nextHref && (
            <PageLink href={list.nextHref} rel="next">
              Next
            </PageLink>
          )}
        </nav>
      )}
    </section>
  )
}

/** Classes are few and short here: a page holds many of these. */
function PullRequestRow({ item }: { item: PullRequestView }) {
  return (
    <li data-pull-request={item.key}>
      <div>
        <a href={item.url}>
          <span>{item.number}</span> <OutsideText>{item.title}</OutsideText>
        </a>
        <p>
          <OutsideText>{[item.repository, item.author, item.tier, item.surfaces].filter(Boolean).join(' · ')}</OutsideText>
          {item.dates && ` · ${item.dates}`}
        </p>
      </div>
      <details>
        <summary>
          {item.summary} <u>why</u>
        </summary>
        <dl>
          {item.reasons.map(({ figure, name, isCounted, because, outcome, evidence }) => (
            <div key={figure}>
              <dt>
                {name}
                <span>
                  {' · '}
                  {isCounted ? 'counts because' : 'does not count because'} {because}
                </span>
              </dt>
              <dd>{outcome}</dd>
              {evidence.length > 0 && (
                <dd>
                  <ul>
                    {evidence.map((line, index) => (
                      <li key={index}>
                        <OutsideText>{line}</OutsideText>
                      </li>
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
