/** A pull request that is left out or not wholly known (lib/db/facts/set-aside.ts). */
export interface SetAsideRow {
  repository: string
  number: number
  url: string
  step: 'store' | 'judge' | 'note'
  /** What follows its name. */
  reason: string
}

export interface SetAsideView {
  key: string
  name: string
  url: string
  reason: string
}

export function prepareSetAside(rows: readonly SetAsideRow[]): SetAsideView[] {
  return rows.map(({ repository, number, url, step, reason }) => ({
    key: `${repository}#${number} ${step}`,
    name: `${repository}#${number}`,
    url,
    reason,
  }))
}
