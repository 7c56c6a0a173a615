import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { DiffTarget, SchemaEngine } from '@prisma/schema-engine-wasm'
import pg from 'pg'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'

const root = resolve('prisma')

const SCHEMA = join(root, 'schema.prisma')
const NO_FILTERS = { externalTables: [], externalEnums: [] }

/**
 * The adapter cannot read Postgres' one-byte "char", which the engine asks for when it lists constraints, and the engine
 * does not know the NOT NULL constraints that Postgres 18 lists there. Both are mended in the text of those queries.
 */
const MENDED: [string, string][] = [
  ['constr.contype AS constraint_type', 'constr.contype::text AS constraint_type'],
  ["contype NOT IN ('p', 'u', 'f')", "contype NOT IN ('p', 'u', 'f', 'n')"],
  ['con.confdeltype,', 'con.confdeltype::text,'],
  ['con.confupdtype,', 'con.confupdtype::text,'],
]

class SchemaPg extends PrismaPg {
  override async connect() {
    const connection = await super.connect()
    const queryRaw = connection.queryRaw.bind(connection)
    connection.queryRaw = (query) => queryRaw({ ...query, sql: MENDED.reduce((sql, [from, to]) => sql.replace(from, to), query.sql) })
    return connection
  }
}

let loaded: Promise<void> | null = null

/**
 * Prisma's own schema engine as WebAssembly. Its native twin would be fetched from the vendor's host by Prisma's CLI,
 * which a closed network refuses. It only compares: it applies a migration statement by statement, and what is killed
 * between two of them is half there (apply-migrations.ts does it whole).
 */
async function withEngine<T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  loaded ??= loadBindings()
  await loaded
  // The engine never closes what it opened, so the pool is ours and ends with the work.
  const pool = new pg.Pool({ connectionString: url, max: 4, allowExitOnIdle: true })
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new SchemaPg(pool))
    const engine = await bindings.SchemaEngine.new({ datamodels: [[SCHEMA, readFileSync(SCHEMA, 'utf8')]] }, () => undefined, adapter)
    return await work(engine)
  } finally {
    await pool.end()
  }
}

/** The package expects a bundler to instantiate its .wasm file; Node must do it by hand. */
async function loadBindings(): Promise<void> {
  const file = join(dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')), 'schema_engine_bg.wasm')
  const { instance } = await WebAssembly.instantiate(readFileSync(file), { './schema_engine_bg.js': withoutWaiting({ ...bindings }) })
  bindings.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
}

/** The engine gives its own lock 10 s and never clears that timer, which would keep every command alive so long. */
function withoutWaiting(imports: WebAssembly.ModuleImports): WebAssembly.ModuleImports {
  for (const [name, value] of Object.entries(imports)) {
    if (!name.startsWith('__wbg_setTimeout') || typeof value !== 'function') continue
    imports[name] = (...args: unknown[]) => {
      const timer: unknown = Reflect.apply(value, undefined, args)
      if (timer instanceof Object && 'unref' in timer && typeof timer.unref === 'function') timer.unref()
      return timer
    }
  }
  return imports
}

/**
 * The SQL that leads from a database to schema.prisma; '' when they agree.
 * Comparing with a migrated database spares the engine's shadow database, which @prisma/adapter-pg opens wrongly:
 * a connection string given to pg wins over the name of the shadow database beside it.
 */
export async function diffDatabase(url: string): Promise<string> {
  return withEngine(url, async (engine) => {
    const files = [{ path: SCHEMA, content: readFileSync(SCHEMA, 'utf8') }]
    const from: DiffTarget = { tag: 'schemaDatasource', files, configDir: root }
    const to: DiffTarget = { tag: 'schemaDatamodel', files }
    const { stdout } = await engine.diff({ from, to, script: true, exitCode: null, filters: NO_FILTERS })
    return stdout === null || stdout.includes('This is an empty migration') ? '' : stdout
  })
}
