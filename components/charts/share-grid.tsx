import type { CSSProperties } from 'react'
import type { GridView } from '@/lib/charts/chapters/exhibit'
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
          {view.rows.map(({ label, isTotal, cells }) => (
            <tr key={label} data-total={isTotal || undefined}>
              <th scope="row">{label}</th>
              {cells.map(({ text, share, mark }, index) => (
                <td key={index} className={share === null && text === 'withheld' ? 'text-faint' : ''}>
                  {mark && (
                    <>
                      <span aria-hidden="true">{mark} </span>
                      <span className="sr-only">{mark === '●' ? 'asked for, ' : 'one of several, '}</span>
                    </>
                  )}
                  {text}
                  {share !== null && <i style={{ '--share': percent(share) } as CSSProperties} aria-hidden="true" />}
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
