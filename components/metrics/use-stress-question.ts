'use client'

import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'next/navigation'
import { readStressAddress, toStressQuery, type ReadAddress, type StressQuestion } from '@/lib/pages/stress/address'
import type { StressSource } from '@/lib/pages/stress/source'

interface State extends ReadAddress {
  /** The address as last seen. */
  seen: string
  /** Addresses written by ask() and not seen yet, oldest first. */
  pending: string[]
}

/** Browsers stop a page that writes its address at every movement of a slider. */
const WRITE_AFTER_MS = 200

/**
 * The question of the address, and `ask` for another one: it holds at once, and the address follows. A link, or going
 * back, changes the address from outside, and then the address wins.
 */
export function useStressQuestion(source: StressSource): ReadAddress & { ask: (change: Partial<StressQuestion>) => void } {
  const parameters = useSearchParams()
  const address = parameters.toString()
  const [state, setState] = useState<State>(() => ({ seen: address, pending: [], ...readStressAddress(parameters, source.scopes) }))
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  if (address !== state.seen) {
    const written = state.pending.indexOf(address)
    if (written >= 0) setState({ ...state, seen: address, pending: state.pending.slice(written + 1) })
    else setState({ seen: address, pending: [], ...readStressAddress(parameters, source.scopes) })
  }

  const ask = (change: Partial<StressQuestion>) => {
    const question = { ...state.question, ...change }
    setState((now) => ({ ...now, question: { ...now.question, ...change }, problem: null }))
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const query = toStressQuery(question, source.keep)
      setState((now) => ({ ...now, pending: [...now.pending, query.slice(1)] }))
      window.history.replaceState(null, '', query)
    }, WRITE_AFTER_MS)
  }
  return { question: state.question, problem: state.problem, ask }
}
