import type { ReadingBlocks } from './readings'

/** Too few contributors: all blocks are withheld together, and nothing about single pull requests may be shown either. */
export function isWithheld({ reviewCapacity }: Pick<ReadingBlocks, 'reviewCapacity'>): boolean {
  return reviewCapacity.status === 'withheld'
}
