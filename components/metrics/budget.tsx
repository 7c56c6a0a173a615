import type { BudgetLine } from '@/lib/pages/figures/prepare-budget'

/** Review error budget by tier; a track is filled to what was used, warm once it is overspent. */
export function Budget({ lines }: { lines: BudgetLine[] }) {
  return (
    <dl className="mt-2">
      {lines.map(({ label, share, isOverspent, text }) => (
        <div key={label} className="grid grid-cols-[6.5rem_auto_minmax(0,1fr)] items-center gap-x-3 py-1 text-small">
          <dt className="whitespace-nowrap">{label}</dt>
          <dd className="contents text-soft">
            {share === null ? (
              <span />
            ) : (
              <span className="block h-[5px] w-16 rounded-full bg-context-soft" aria-hidden="true">
                <span
                  className={`block h-full rounded-full ${isOverspent ? 'bg-warn' : 'bg-accent'}`}
                  style={{ width: `${Math.round(share * 100)}%` }}
                />
              </span>
            )}
            <span className={isOverspent ? 'text-warn' : 'text-soft'}>{text}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
