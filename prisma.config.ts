import { defineConfig } from 'prisma-cli/config'

// For the studio only: the client is made by prisma/generate-client.mjs. The studio never runs the native schema engine, but
// the command line would download one before it starts; pointing at any executable stops that. Migrations run through the
// WebAssembly engine (prisma/migrate.ts).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
})
