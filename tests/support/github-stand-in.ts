import { startStandIn, type StandIn, type StandInOptions } from '@/lib/demo/stand-in/start'
import { afterAll } from 'vitest'

/** A stand-in for one test file, closed when the file's tests are done. */
export async function startTestStandIn(options: StandInOptions): Promise<StandIn> {
  const standIn = await startStandIn(options)
  afterAll(() => standIn.close())
  return standIn
}
