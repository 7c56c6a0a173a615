'use client'

import { useState } from 'react'
import { CONTROL_RANGES, snap, toTeamKey, type ControlRange, type StressQuestion } from '@/lib/pages/stress/address'
import { toShownTopShare } from '@/lib/pages/figures/top-share'
import type { StressScope, StressSource } from '@/lib/pages/stress/source'
import { isolate } from '@/lib/pages/words/isolate'

interface StressControlsProps {
  source: StressSource
  question: StressQuestion
  /** The scope whose answer is on its way; null: none. */
  awaited: string | null
  ask: (change: Partial<StressQuestion>) => void
}

/** A plain GET form: without scripts it is sent; with them each change is answered at once. */
export function StressControls({ source, question, awaited, ask }: StressControlsProps) {
  const of = (kind: StressScope['kind']) => source.scopes.filter((scope) => scope.kind === kind)
  const teams = source.teams.map(([slug, name]) => ({ key: toTeamKey(slug), name, tier: null }))
  const reading = source.scopes.find(({ key }) => key === question.scope)?.reading
  const topShare = reading ? toShownTopShare(reading) : null
  return (
    <form
      action="/stress-test"
      method="get"
      className="stress-controls no-print"
      aria-label="What if"
      onSubmit={(event) => event.preventDefault()}
    >
      {Object.entries(source.keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label className="stress-control">
        <span className="text-small text-soft">Under stress</span>
        <select
          name="scope"
          value={awaited ?? question.scope}
          onChange={(event) => ask({ scope: event.target.value })}
          className="stress-field w-full"
        >
          <ScopeOptions scopes={of('organization')} />
          <ScopeGroup label="Surfaces" scopes={of('surface')} />
          <ScopeGroup label="Teams" scopes={teams} />
        </select>
      </label>
      <NumberControl
        key={`m ${question.scope}`}
        name="m"
        label="Arrivals, as a multiple of today’s"
        unit="×"
        range={CONTROL_RANGES.multiple}
        value={question.multiple}
        onValue={(multiple) => ask({ multiple })}
      />
      <fieldset className="stress-control">
        <legend className="text-small text-soft">More maintainers</legend>
        <div className="stress-choice">
          {[0, 1, 2, 3].map((count) => (
            <label key={count}>
              <input
                type="radio"
                name="more"
                value={count}
                checked={question.moreMaintainers === count}
                onChange={() => ask({ moreMaintainers: count })}
              />
              <span>{count === 0 ? 'none' : `+${count}`}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <label className="stress-check">
        <input
          type="checkbox"
          name="without"
          value="1"
          checked={question.isWithoutTop}
          onChange={(event) => ask({ isWithoutTop: event.target.checked })}
        />
        <span>Without the busiest reviewer</span>
        {topShare !== null && <span className="text-tiny text-faint">who carries {Math.round(topShare * 100)}&nbsp;% of its reviews</span>}
      </label>
      <NumberControl
        key={`slo ${question.scope}`}
        name="slo"
        label="First review within, weekday hours"
        unit="h"
        range={CONTROL_RANGES.sloWeekdayHours}
        value={question.sloWeekdayHours}
        onValue={(sloWeekdayHours) => ask({ sloWeekdayHours })}
      />
      <noscript>
        <button type="submit" className="cursor-pointer rounded border border-ink px-3 py-1.5 text-ink hover:bg-band">
          Show
        </button>
      </noscript>
    </form>
  )
}

type NamedScope = Pick<StressScope, 'key' | 'name' | 'tier'>

function ScopeGroup({ label, scopes }: { label: string; scopes: NamedScope[] }) {
  if (scopes.length === 0) return null
  return (
    <optgroup label={label}>
      <ScopeOptions scopes={scopes} />
    </optgroup>
  )
}

function ScopeOptions({ scopes }: { scopes: NamedScope[] }) {
  return scopes.map(({ key, name, tier }) => (
    <option key={key} value={key}>
      {tier === null ? isolate(name) : `${isolate(name)} (${tier})`}
    </option>
  ))
}

interface NumberControlProps {
  name: string
  label: string
  unit: string
  range: ControlRange
  value: number
  onValue: (value: number) => void
}

/** A slider and its number. Only the number is sent; what is being typed stays as typed until it is a value. */
function NumberControl({ name, label, unit, range, value, onValue }: NumberControlProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const type = (text: string) => {
    setTyped(text)
    const typedValue = Number(text)
    if (text.trim() !== '' && typedValue >= range.min && typedValue <= range.max) onValue(snap(typedValue, range))
  }
  const id = `stress-${name}`
  return (
    <div className="stress-control">
      <label htmlFor={id} className="text-small text-soft">
        {label}
      </label>
      <div className="stress-slider">
        <input
          type="range"
          className="stress-range"
          aria-label={`${label}, slider`}
          aria-valuetext={`${value} ${unit}`}
          {...range}
          value={value}
          onChange={(event) => onValue(snap(Number(event.target.value), range))}
        />
        <input
          id={id}
          type="number"
          name={name}
          inputMode="decimal"
          className="stress-field w-[4.6rem] text-right"
          {...range}
          value={typed ?? value}
          onChange={(event) => type(event.target.value)}
          onBlur={() => setTyped(null)}
        />
        <span className="w-3 text-small text-soft">{unit}</span>
      </div>
    </div>
  )
}
