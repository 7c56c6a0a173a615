import { OutsideText } from '@/components/ui/outside-text'
import { PageLink } from '@/components/ui/page-link'
import type { ListFiltersView } from '@/lib/pages/list/prepare-filters'

/** One plain GET form, so that it works without scripts and the address holds everything. */
export function ListFilters({ filters, order }: { filters: ListFiltersView; order: string }) {
  return (
    <details className="filters">
      <summary>
        <u>Filter and order</u> <span>{order}</span>
      </summary>
      <form action={filters.action} method="get" aria-label="Filter the pull requests">
        {filters.hidden.map(({ name, value }) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {filters.selects.map(({ name, label, value, choices }) => (
          <label key={name}>
            {label}
            <select name={name} defaultValue={value}>
              {choices.map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.label}
                </option>
              ))}
            </select>
          </label>
        ))}
        {filters.repository && (
          <label>
            Repository
            <input name="repository" defaultValue={filters.repository.value} placeholder="owner/name" spellCheck={false} />
          </label>
        )}
        <fieldset>
          <legend>Only</legend>
          {filters.flags.map(({ name, label, isChecked }) => (
            <label key={name}>
              <input type="checkbox" name={name} value="1" defaultChecked={isChecked} /> {label}
            </label>
          ))}
        </fieldset>
        <button type="submit">Show</button>
      </form>
    </details>
  )
}

/** The filters in force, as words that a click takes away. */
export function FilterWords({ filters }: { filters: ListFiltersView }) {
  if (filters.active.length === 0) return null
  return (
    <ul className="filter-words" aria-label="Filters in force">
      {filters.active.map(({ label, href }) => (
        <li key={label}>
          <PageLink href={href} aria-label={`Remove the filter: ${label}`}>
            <OutsideText>{label}</OutsideText> <span aria-hidden="true">×</span>
          </PageLink>
        </li>
      ))}
      {filters.clearHref && (
        <li>
          <PageLink href={filters.clearHref}>Remove all</PageLink>
        </li>
      )}
    </ul>
  )
}
