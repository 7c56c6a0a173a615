import { toLine, UserError } from '@/lib/errors'
import { openEmbeddedPostgres } from '@/lib/db/postgres/embedded'

// One more user of an embedded Postgres, as a process of its own: opens the folder, prints what it got,
// and gives it back when its input closes.
const [directory = '', durability] = process.argv.slice(2)
const postgres = await openEmbeddedPostgres({
  directory,
  durable: durability === 'durable',
  say: (line) => console.log(JSON.stringify({ said: line })),
}).catch((error: unknown) => {
  if (!(error instanceof UserError)) throw error
  console.log(JSON.stringify({ refused: toLine(error) }))
  process.exit(1)
})
console.log(JSON.stringify({ url: await postgres.openUrl('held'), started: postgres.started }))
for await (const _ of process.stdin);
await postgres.release()
