import { FILTER_NAMES, FILTERS, listFilterValues, nameFilterValue, type FilterName, type ListFilters } from './filters'
import { ANY_SURFACE, EMPTY_QUESTION, toListParameters, toOrder, type ListChoices, type ListQuestion } from './address'
import { nameSurface } from '@/lib/pages/words/name-evaluation'
import { ORDER_CHOICES, toSort } from './order'
import type { ListFigure } from './figures'
import { listHref, type ListPlace } from './href'
import { isolate } from '@/lib/pages/words/isolate'

export interface ListFiltersView {
  /** Where the form leads; the parameters it keeps are hidden fields. */
  action: string
  hidden: { name: string; value: string }[]
  selects: { name: string; label: string; value: string; choices: { value: string; label: string }[] }[]
  /** A name to be typed, where there are too many to choose from. */
  repository: { value: string } | null
  flags: { name: string; label: string; isChecked: boolean }[]
  /** Filters in force, each with the list without it. */
  active: { label: string; href: string }[]
  clearHref: string | null
}

/** Beyond this a page would carry more of the choice than of the list. */
const MOST_CHOICES = 60

export function prepareListFilters(place: ListPlace, question: ListQuestion, choices: ListChoices): ListFiltersView {
  const { figure, counted, surface, repository, filters } = question
  const flags = FILTER_NAMES.filter((name) => listFilterValues(name).length === 1)
  const selects = FILTER_NAMES.filter((name) => listFilterValues(name).length > 1)
  const without = (change: Partial<ListQuestion>) => listHref(place, { ...question, ...change })
  const areRepositoriesFew = choices.repositories.length <= MOST_CHOICES
  const areSurfacesFew = choices.surfaces.length > 1 && choices.surfaces.length <= MOST_CHOICES && !isSame(choices)
  const active = [
    ...(counted === null ? [] : [{ label: nameCounted(question), href: without({ counted: null }) }]),
    ...(surface === null ? [] : [{ label: nameSurface(surface), href: without({ surface: null }) }]),
    ...(repository === null ? [] : [{ label: nameRepository(repository), href: without({ repository: null }) }]),
    ...FILTER_NAMES.flatMap((name) =>
      nameInForce(name, filters).map((label) => ({ label, href: without({ filters: { ...filters, [name]: undefined } }) })),
    ),
  ]
  const surfaceSelect = {
    name: 'surface',
    label: 'Surface',
    value: surface ?? ANY_SURFACE,
    choices: [{ value: ANY_SURFACE, label: 'any' }, ...choices.surfaces.map((name) => ({ value: name, label: nameSurface(name) }))],
  }
  const repositorySelect = {
    name: 'repository',
    label: 'Repository',
    value: repository ?? '',
    choices: [{ value: '', label: 'any' }, ...choices.repositories.map((name) => ({ value: name, label: nameRepository(name) }))],
  }
  return {
    action: listHref({ ...place, range: { ...place.range, isDefault: true } }, EMPTY_QUESTION),
    hidden: toHidden(place, { ...EMPTY_QUESTION, figure, counted, surface: areSurfacesFew ? null : surface }),
    selects: [
      ...(areSurfacesFew ? [surfaceSelect] : []),
      ...(areRepositoriesFew ? [repositorySelect] : []),
      ...selects.map((name) => ({
        name,
        label: FILTERS[name].label,
        value: filters[name] ?? '',
        choices: [{ value: '', label: 'any' }, ...Object.entries(FILTERS[name].values).map(([value, label]) => ({ value, label }))],
      })),
      { name: 'sort', label: 'Order', value: toSort(toOrder(question)), choices: ORDER_CHOICES },
    ],
    repository: areRepositoriesFew ? null : { value: repository ?? '' },
    flags: flags.map((name) => ({ name, label: FILTERS[name].label, isChecked: filters[name] !== undefined })),
    active,
    clearHref: active.length > 1 ? listHref(place, { ...EMPTY_QUESTION, figure }) : null,
  }
}

function nameInForce<Name extends FilterName>(name: Name, filters: ListFilters): string[] {
  const value: ListFilters[Name] = filters[name]
  return value === undefined ? [] : [nameFilterValue(name, value)]
}

/** Without surfaces in plumbline.yml they are the repositories: one choice is enough. */
function isSame({ surfaces, repositories }: ListChoices): boolean {
  return surfaces.length === repositories.length && surfaces.every((name, index) => name === repositories[index])
}

function toHidden({ range }: ListPlace, kept: ListQuestion): ListFiltersView['hidden'] {
  const parameters = { ...(range.isDefault ? {} : { from: range.from, to: range.to }), ...toListParameters(kept) }
  return Object.entries(parameters).map(([name, value]) => ({ name, value }))
}

export const FIGURE_LABELS: Record<ListFigure, string> = {
  capacity: 'Review capacity',
  confidence: 'Confident merge',
  catch: 'Catch rate',
  trail: 'Reasoning trail',
  ai: 'AI share',
}

function nameCounted({ figure, counted }: ListQuestion): string {
  const what = figure === null ? 'any figure' : FIGURE_LABELS[figure].toLowerCase().replace('ai ', 'AI ')
  return counted === 'no' ? `not counted by ${what}` : `counted by ${what}`
}

function nameRepository(name: string): string {
  return isolate(name.split('/')[1] ?? name)
}
