// Makes the database client from schema.prisma as `prisma generate` does, byte for byte, with the two packages that its
// command line is made of: the command line itself brings a studio and parts that want another Node, and serving needs neither.
import { createRequire } from 'node:module'

// By require, because what they export by name as CommonJS is not seen by an import.
const require = createRequire(import.meta.url)
const { getGenerators, loadSchemaContext } = require('@prisma/internals')
const { PrismaClientTsGenerator } = require('@prisma/client-generator-ts')

const generators = await getGenerators({
  schemaContext: await loadSchemaContext({ schemaPath: { configProvidedPath: 'prisma/schema.prisma' }, printLoadMessage: false }),
  registry: { 'prisma-client': { type: 'in-process', generator: new PrismaClientTsGenerator() } },
  // There is nothing to fetch: the client runs on WebAssembly that comes with @prisma/client.
  skipDownload: true,
  cliCommand: 'generate',
})
for (const generator of generators) {
  await generator.generate()
  generator.stop()
}
