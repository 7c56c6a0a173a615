import { openEmbeddedPostgres } from '@/lib/db/postgres/embedded'
import { UsageError } from './command-line'
import { preparePages } from './prepare-pages'
import { PROOFS } from './proof/proofs'
import { readBench } from './read-bench'
import { openProofDatabases } from './proof/open-proof-databases'
import { say } from './with-database'

// What must hold and takes too long for every `npm test`, which tries a part of each: kills at many instants, faults with many
// seeds, the list of every team, properties with other seeds. Exit code 1 when something does not hold.

const names = Object.keys(PROOFS)
const { args: chosen } = readBench('proof', 'Walks what npm test tries in part; exit code 1 when something does not hold.', (command) =>
  command.argument('[name...]', `only these of: ${names.join(', ')}`),
)
const unknown = chosen.find((name) => !names.includes(name))
if (unknown !== undefined) throw new UsageError(`There is no proof "${unknown}".`, `Choose of: ${names.join(', ')}.`)

await preparePages()
const postgres = await openEmbeddedPostgres({ directory: '.plumbline/bench-postgres', durable: false, say })
const rows: { proof: string; tried: number; broken: number; seconds: number }[] = []
const broken: string[] = []
try {
  const open = openProofDatabases(postgres)
  for (const [name, prove] of Object.entries(PROOFS)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue
    say(`proving ${name}`)
    const started = performance.now()
    const outcome = await prove(open)
    const seconds = Math.round((performance.now() - started) / 100) / 10
    rows.push({ proof: name, tried: outcome.tried, broken: outcome.broken.length, seconds })
    for (const line of outcome.broken) say(`does not hold: ${line}`)
    broken.push(...outcome.broken.map((line) => `${name}: ${line}`))
  }
} finally {
  await postgres.release()
}
console.table(rows)
console.log(JSON.stringify({ bench: 'proof', rows, broken }))
if (broken.length > 0) process.exitCode = 1
