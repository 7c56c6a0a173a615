import pg from 'pg'
import { toOutage } from './outage'
import { toSessionSettings, type SessionLimits } from './session'

export interface PoolOptions extends SessionLimits {
  max: number
  applicationName?: string
  /** How long whoever asks waits for a connection, a new one or one that is taken; default: as long as it takes. */
  connectionMilliseconds?: number
  /** Connections that nobody uses stay open. */
  keepsIdle?: boolean
}

/** A server that has none left for us may have some again soon. */
const PATIENCE_MILLISECONDS = 10_000
const GROW_AGAIN_MILLISECONDS = 30_000
const PAUSE_MILLISECONDS = 100

/**
 * Connections to a database, each with a session of our settings. Where the server has fewer left than the pool may take,
 * it does with those it has got, and whoever asks waits for one of them; after a while it tries again to have more.
 */
class ModestPool extends pg.Pool {
  private readonly wanted: number
  private growing: NodeJS.Timeout | undefined

  constructor(config: pg.PoolConfig & { max: number }) {
    super(config)
    this.wanted = config.max
  }

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Parameters<pg.Pool['connect']>[0]): void
  override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | void {
    const connected = this.connectModestly()
    if (!callback) return connected
    connected.then(
      (client) => callback(undefined, client, client.release),
      (error: Error) => callback(error, undefined, () => undefined),
    )
  }

  private async connectModestly(): Promise<pg.PoolClient> {
    const until = performance.now() + PATIENCE_MILLISECONDS
    for (;;) {
      try {
        return await super.connect()
      } catch (error) {
        if (toOutage(error)?.kind !== 'exhausted' || performance.now() >= until || this.ending) throw error
        this.shrink()
        if (this.totalCount === 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS))
      }
    }
  }

  private shrink(): void {
    this.options.max = Math.max(1, this.totalCount)
    clearTimeout(this.growing)
    this.growing = setTimeout(() => (this.options.max = this.wanted), GROW_AGAIN_MILLISECONDS).unref()
  }
}

export function openPool(url: string, options: PoolOptions): pg.Pool {
  const { max, applicationName, connectionMilliseconds, keepsIdle, ...limits } = options
  // A pooler that hands connections from transaction to transaction would hand our settings to others.
  const isShared = /[?&]pgbouncer=true\b/.test(url)
  const pool = new ModestPool({
    connectionString: url,
    max,
    ...(applicationName !== undefined && { application_name: applicationName }),
    ...(connectionMilliseconds !== undefined && { connectionTimeoutMillis: connectionMilliseconds }),
    ...(keepsIdle && { idleTimeoutMillis: 0 }),
    ...(!isShared && { verify: beginSession(toSessionSettings(limits)) }),
  })
  // A connection that breaks while nobody uses it is replaced by the next one who asks.
  pool.on('error', () => undefined)
  // One that breaks while it is used is told by the question that waits for it. Between two, as while the session begins,
  // nobody else listens, and an error that nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

function beginSession(settings: string): NonNullable<pg.PoolConfig['verify']> {
  return (client, done) => {
    client.query(settings).then(
      () => done(),
      (error: Error) => done(error),
    )
  }
}
