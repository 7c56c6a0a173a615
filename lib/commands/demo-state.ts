import { DAY } from '@/lib/dates'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'

const FILE = '.plumbline/demo.json'
const schema = z.object({ end: z.iso.datetime(), filled: z.boolean() })

/** The invented organisation is the same for the same last instant, so what a stopped demo needs to go on is that instant. */
export interface DemoState {
  end: Date
  /** Both readings are done; a later start only catches up. */
  filled: boolean
}

/** The state of a demo begun within the last day, or null: an older world no longer ends "now" and is made anew. */
export async function readDemoState(now: Date): Promise<DemoState | null> {
  const text = await readFile(FILE, 'utf8').catch(() => '')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) return null
  const end = new Date(parsed.data.end)
  const age = now.getTime() - end.getTime()
  return age >= 0 && age < DAY ? { end, filled: parsed.data.filled } : null
}

/** Renamed into place, so that a kill leaves the old state or the new one. */
export async function writeDemoState(state: DemoState): Promise<void> {
  await writeFile(`${FILE}.new`, JSON.stringify({ end: state.end.toISOString(), filled: state.filled }))
  await rename(`${FILE}.new`, FILE)
}
