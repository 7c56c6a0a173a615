import { defineConfig } from 'prisma/config'

// `prisma generate` never runs the native schema engine, but the CLI would download one before it starts.
// Pointing at any executable stops the download; migrations run through the WebAssembly engine (prisma/migrate.ts).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
})
