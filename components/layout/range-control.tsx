import { PageLink } from '@/components/ui/page-link'
import type { RangeView } from '@/lib/pages/frame/prepare-range'

/** Links for the usual spans and a plain GET form for any other: the whole state is the address. */
export function RangeControl({ range }: { range: RangeView }) {
  const field = 'mt-0.5 block w-full rounded border border-edge bg-paper px-2 py-1 text-ink'
  return (
    <>
      <button
        type="button"
        popoverTarget="range"
        style={{ anchorName: '--range' } as React.CSSProperties}
        className="cursor-pointer rounded-md border border-edge/60 bg-card px-2.5 py-1 whitespace-nowrap text-ink hover:border-edge"
      >
        {range.label}
        <span className="text-soft max-sm:hidden"> · {range.span}</span>
      </button>
      <div
        id="range"
        popover="auto"
        role="dialog"
        aria-label="Range"
        style={{ positionAnchor: '--range' } as React.CSSProperties}
        className="definition max-w-80 text-small text-soft"
      >
        <p className="text-faint">Complete weeks up to now</p>
        <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
          {range.presets.map(({ label, href, isCurrent }) => (
            <PageLink
              key={label}
              href={href}
              aria-current={isCurrent || undefined}
              className="aria-[current]:font-[550] aria-[current]:text-ink aria-[current]:no-underline"
            >
              {label}
            </PageLink>
          ))}
        </p>
        <form action={range.path} method="get" className="mt-4 grid grid-cols-2 gap-3">
          <label>
            From
            <input type="date" name="from" defaultValue={range.from} required className={field} />
          </label>
          <label>
            Before
            <input type="date" name="to" defaultValue={range.to} required className={field} />
          </label>
          <button type="submit" className="col-span-2 cursor-pointer rounded border border-ink px-3 py-1.5 text-ink hover:bg-band">
            Show
          </button>
        </form>
      </div>
    </>
  )
}
