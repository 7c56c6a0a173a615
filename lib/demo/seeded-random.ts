/** A stream of numbers in [0, 1) that is the same for the same seed on every machine: mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Draws that a story needs. */
export class Dice {
  private readonly next: () => number

  constructor(seed: number) {
    this.next = createRandom(Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995)
    // The first number of neighbouring seeds is alike.
    this.next()
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low)
  }

  /** A whole number, both ends included. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1))
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)]
    if (item === undefined) throw new RangeError('Nothing to pick from')
    return item
  }

  /** One of the keys, by weight. */
  weighted<K extends string>(weights: Partial<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][]
    let rest = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [key, weight] of entries) {
      rest -= weight
      if (rest < 0) return key
    }
    const [first] = entries
    if (!first) throw new RangeError('No weights')
    return first[0]
  }

  sample<T>(items: readonly T[], count: number): T[] {
    const rest = [...items]
    return Array.from({ length: Math.min(count, rest.length) }, () => {
      const [item] = rest.splice(Math.floor(this.next() * rest.length), 1)
      if (item === undefined) throw new RangeError('Nothing to pick from')
      return item
    })
  }

  /** Around the median, with a long right tail. */
  skewed(median: number, spread = 0.6): number {
    const sum = this.next() + this.next() + this.next() + this.next() - 2
    return median * Math.exp(sum * 1.73 * spread)
  }
}
