import { afterEach, beforeEach, expect, vi } from 'vitest'

/** What a program prints to console.error is a fault nobody looked at: a test that expects one spies on it itself. */
beforeEach(() => {
  const printed: unknown[][] = []
  const spy = vi.spyOn(console, 'error').mockImplementation((...args: unknown[]) => void printed.push(args))
  return () => {
    spy.mockRestore()
    expect(printed, 'unexpected console.error').toEqual([])
  }
})

afterEach(() => {
  vi.restoreAllMocks()
})
