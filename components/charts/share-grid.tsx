import type { CSSProperties } from 'react'
import { PageLink } from '@/components/ui/page-link'
import type { GridView } from '@/lib/pages/team/exhibit'
import { percent } from './plot-frame'

/** Figures in rows and columns, each share with a bar under it. */
export function ShareGrid({ view, name }: { view: GridView; name: string }) {
  return (
    <>
      <table className="share-grid" aria-label={name}>
        <thead>
          <tr>
            <th scope="col">{view.corner}</th>
            {view.columns.map(({ label, note }) => (
              <th key={`${label} ${note}`} scope="col">
                {label}
                {note && <span className="block text-tiny text-faint">{note}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.map(({ label, note, isTotal, cells }) => (
            <tr key={label} data-total={isTotal || undefined}>
              <th scope="row">
                {label}
                {note && <span className="block text-tiny text-faint">{note}</span>}
              </th>
              {cells.map(({ text, share, low, high, mark, href }, index) => (
                <td key={index} className={share === null && text === 'withheld' ? 'text-faint' : ''}>
                  {mark && (
                    <>
                      <span aria-hidden="true">{mark} </span>
                      <span className="sr-only">{mark === '●' ? 'asked for, ' : 'one of several, '}</span>
                    </>
                  )}
                  {href ? <PageLink href={href}>{text}</PageLink> : text}
                  {share !== null && (
                    <i style={{ '--share': percent(share) } as CSSProperties} aria-hidden="true">
                      {typeof low === 'number' && typeof high === 'number' && (
                        <b style={{ left: percent(low), right: percent(1 - high) }} />
                      )}
                    </i>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {view.legend && <p className="mt-2 text-tiny text-faint">{view.legend}</p>}
    </>
  )
}
