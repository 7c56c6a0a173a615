import { UserError } from '@/lib/errors'
import { prepare } from './prepare.mjs'

/** Builds the pages where they changed, which takes a minute: after the arguments were looked at, and before anything is started. */
export async function preparePages(): Promise<void> {
  try {
    await prepare({ pages: true, devPackages: false })
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error), 'Start again when it is mended.', { cause: error })
  }
}
