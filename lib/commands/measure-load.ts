import autocannon from 'autocannon'

export interface Load {
  requests: number
  /** Answers other than 200, and none at all. */
  failed: number
  p50: number
  p95: number
  p99: number
  perSecond: number
  /** Of the mean answer with its headers, as sent (gzip). */
  kilobytes: number
}

export interface LoadQuestion {
  url: string
  /** The path of the nth request, from 1 on. */
  path: (n: number) => string
  headers?: Record<string, string>
  readers: number
  /** One of the two. */
  seconds?: number
  requests?: number
}

/** So many readers who ask again as soon as they are answered, over connections that stay open. Milliseconds to the last byte. */
export async function measureLoad({ url, path, headers = {}, readers, seconds, requests }: LoadQuestion): Promise<Load> {
  let asked = 0
  let failed = 0
  let bytes = 0
  const times: number[] = []
  const started = performance.now()
  const { errors, timeouts } = await new Promise<autocannon.Result>((resolve, reject) => {
    const options: autocannon.Options = {
      url,
      connections: readers,
      timeout: 120,
      headers: { 'accept-encoding': 'gzip', ...headers },
      requests: [{ setupRequest: (request) => ({ ...request, path: path((asked += 1)) }) }],
      ...(requests === undefined ? { duration: seconds } : { amount: requests }),
    }
    const run = autocannon(options, (error: Error | null, result) => (error ? reject(error) : resolve(result)))
    // autocannon's own histogram has no p95.
    run.on('response', (_client, status, length, milliseconds) => {
      times.push(milliseconds)
      bytes += length
      if (status !== 200) failed += 1
    })
  })
  const elapsed = performance.now() - started
  times.sort((a, b) => a - b)
  return {
    requests: times.length,
    failed: failed + errors + timeouts,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
    perSecond: (times.length / elapsed) * 1000,
    kilobytes: bytes / times.length / 1000,
  }
}

/** The nearest rank of an ascending list. */
function quantile(sorted: readonly number[], p: number): number {
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN
}
