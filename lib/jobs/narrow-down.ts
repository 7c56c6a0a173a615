import { toRowFault } from '@/lib/db/postgres/row-fault'

/**
 * Does something with many at once. Where one of them is refused, halves them until it stands alone and is told to
 * `refuse`; the others are done. A fault that is not a row's ends it at once.
 */
export async function narrowDown<Item>(
  items: readonly Item[],
  work: (items: Item[]) => Promise<unknown>,
  refuse: (item: Item, reason: string) => Promise<unknown> | void,
): Promise<void> {
  const [first, ...others] = items
  if (first === undefined) return
  try {
    await work([...items])
  } catch (error) {
    const reason = toRowFault(error)
    if (reason === null) throw error
    if (others.length === 0) {
      await refuse(first, reason)
      return
    }
    const middle = Math.ceil(items.length / 2)
    await narrowDown(items.slice(0, middle), work, refuse)
    await narrowDown(items.slice(middle), work, refuse)
  }
}
