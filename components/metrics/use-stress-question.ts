'use client'

import { useEffect, useRef, useState, useTransition } from 'react'
import { useRouter, useSearchParams } from 'next/navigation'
import {
  ORGANIZATION_SCOPE,
  readAskedScope,
  readStressAddress,
  toStressQuery,
  toTeamKey,
  type ReadAddress,
  type StressQuestion,
} from '@/lib/pages/stress/address'
import type { StressSource } from '@/lib/pages/stress/source'

interface State extends ReadAddress {
  /** The address as last seen. */
  seen: string
  /** Addresses written by ask() and not seen yet, oldest first. */
  pending: string[]
  /** The scope whose readings the server is asked for; until they are there the answer stays as it was. */
  awaited: string | null
}

interface Asking extends ReadAddress {
  awaited: string | null
  isWaiting: boolean
  ask: (change: Partial<StressQuestion>) => void
}

/** Browsers stop a page that writes its address at every movement of a slider. */
const WRITE_AFTER_MS = 200

/**
 * The question of the address, and `ask` for another one: it holds at once, and the address follows. A scope that the
 * source does not hold is asked of the server, by its address. A link, or going back, changes the address from outside,
 * and then the address wins.
 */
export function useStressQuestion(source: StressSource): Asking {
  const router = useRouter()
  const parameters = useSearchParams()
  const address = parameters.toString()
  const asked = readAskedScope(parameters)
  const holds = (scope: string) => source.scopes.some(({ key }) => key === scope)
  const isOnItsWay = !holds(asked) && source.teams.some(([slug]) => toTeamKey(slug) === asked)
  const read = (shown: string): State => {
    const { question, problem } = readStressAddress(parameters, source.scopes)
    const at = { seen: address, pending: [] }
    return isOnItsWay
      ? { ...at, awaited: asked, question: { ...question, scope: shown }, problem: null }
      : { ...at, awaited: null, question, problem }
  }
  const [state, setState] = useState(() => read(ORGANIZATION_SCOPE))
  const [isWaiting, startTransition] = useTransition()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  /** Writes the address that waits to be written; null: none does. */
  const write = useRef<(() => void) | null>(null)
  useEffect(() => {
    // A link that is followed meanwhile would be called off by the address of where it was: that is written first.
    const writeNow = ({ target }: MouseEvent) => {
      if (!(target instanceof Element) || target.closest('a') === null) return
      clearTimeout(timer.current)
      write.current?.()
    }
    document.addEventListener('click', writeNow, { capture: true })
    return () => {
      document.removeEventListener('click', writeNow, { capture: true })
      clearTimeout(timer.current)
    }
  }, [])
  // Going back and forth, the router may bring the address before the readings, or keep those of the address before.
  useEffect(() => {
    if (!isOnItsWay) return
    const asking = setTimeout(() => startTransition(() => router.refresh()), WRITE_AFTER_MS)
    return () => clearTimeout(asking)
  }, [isOnItsWay, address, router])

  const shown = holds(state.question.scope) ? state.question.scope : ORGANIZATION_SCOPE
  if (address !== state.seen) {
    const written = state.pending.indexOf(address)
    if (written >= 0) setState({ ...state, seen: address, pending: state.pending.slice(written + 1) })
    else setState(read(shown))
  } else if (state.awaited === asked && !isOnItsWay) setState(read(shown))

  const ask = (change: Partial<StressQuestion>) => {
    const scope = change.scope ?? state.awaited ?? state.question.scope
    const question = { ...state.question, ...change, scope }
    clearTimeout(timer.current)
    write.current = null
    if (holds(scope)) {
      setState((now) => ({ ...now, question: { ...now.question, ...change }, problem: null, awaited: null }))
      write.current = () => {
        write.current = null
        const query = toStressQuery(question, source.keep)
        setState((now) => ({ ...now, pending: [...now.pending, query.slice(1)] }))
        window.history.replaceState(null, '', query)
      }
      timer.current = setTimeout(write.current, WRITE_AFTER_MS)
    } else {
      // The other controls answer at once; the page of teams is the one of the team that comes.
      setState((now) => ({ ...now, question: { ...question, scope: now.question.scope }, problem: null, awaited: scope }))
      const { teams: _, ...keep } = source.keep
      const query = toStressQuery(question, keep)
      timer.current = setTimeout(() => startTransition(() => router.push(query, { scroll: false })), WRITE_AFTER_MS)
    }
  }
  return { question: state.question, problem: state.problem, awaited: state.awaited, isWaiting, ask }
}
