import { Agent, get } from 'node:http'

export interface Load {
  requests: number
  /** Answers other than 200. */
  failed: number
  p50: number
  p95: number
  p99: number
  perSecond: number
  /** Of the last answer, as sent (gzip). */
  kilobytes: number
}

export interface LoadQuestion {
  url: string
  /** The path of the nth request. */
  path: (n: number) => string
  headers?: Record<string, string>
  readers: number
  /** Whichever ends first. */
  seconds?: number
  requests?: number
}

/** So many readers who ask again as soon as they are answered, over connections that stay open. Milliseconds to the last byte. */
export async function measureLoad({
  url,
  path,
  headers = {},
  readers,
  seconds = Infinity,
  requests = Infinity,
}: LoadQuestion): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: readers })
  const times: number[] = []
  let failed = 0
  let bytes = 0
  let asked = 0
  const started = performance.now()
  const until = started + seconds * 1000
  const read = async () => {
    while (performance.now() < until && asked < requests) {
      const from = performance.now()
      asked += 1
      const answer = await ask(`${url}${path(asked)}`, { 'accept-encoding': 'gzip', ...headers }, agent)
      times.push(performance.now() - from)
      bytes = answer.bytes
      if (answer.status !== 200) failed += 1
    }
  }
  await Promise.all(Array.from({ length: readers }, read))
  const elapsed = performance.now() - started
  agent.destroy()
  times.sort((a, b) => a - b)
  return {
    requests: times.length,
    failed,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
    perSecond: (times.length / elapsed) * 1000,
    kilobytes: bytes / 1000,
  }
}

function ask(url: string, headers: Record<string, string>, agent: Agent): Promise<{ status: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => (bytes += chunk.length))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes }))
      response.on('error', reject)
    }).on('error', reject)
  })
}

/** The nearest rank of an ascending list. */
function quantile(sorted: readonly number[], p: number): number {
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN
}
