/** A life in steps: it yields the instant (epoch milliseconds) until which it waits. */
export type Life = Generator<number, void, void>

interface Waiting {
  at: number
  order: number
  life: Life
}

/**
 * Lets many lives run side by side in the order of time, so that what one does (taking a reviewer's hours) is felt
 * by the others.
 * A binary heap; lives of the same instant go on in the order in which they began to wait.
 */
export class StoryClock {
  private readonly heap: Waiting[] = []
  private order = 0

  start(at: number, life: Life) {
    this.push({ at, order: (this.order += 1), life })
  }

  /** Runs everything to its end. */
  run() {
    for (let next = this.pop(); next; next = this.pop()) {
      const step = next.life.next()
      if (!step.done) this.push({ at: Math.max(step.value, next.at), order: (this.order += 1), life: next.life })
    }
  }

  private push(item: Waiting) {
    const { heap } = this
    let index = heap.push(item) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = heap[parent]
      if (!above || !isBefore(item, above)) break
      heap[index] = above
      index = parent
    }
    heap[index] = item
  }

  private pop(): Waiting | undefined {
    const { heap } = this
    const top = heap[0]
    const last = heap.pop()
    if (!last || heap.length === 0) return top
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      const left = heap[child]
      if (!left) break
      const right = heap[child + 1]
      if (right && isBefore(right, left)) child += 1
      const smaller = heap[child]
      if (!smaller || !isBefore(smaller, last)) break
      heap[index] = smaller
      index = child
    }
    heap[index] = last
    return top
  }
}

function isBefore(a: Waiting, b: Waiting): boolean {
  return a.at === b.at ? a.order < b.order : a.at < b.at
}
