import { InvalidArgumentError } from 'commander'
import { buildCommand, runCommand } from './command-line'

const command = buildCommand(
  'migrate',
  'Writes the next migration: what leads from the migrations there are to prisma/schema.prisma. Databases are migrated by every start.',
)
  .requiredOption('--new <name>', 'what it is for, in lower case with underscores, e.g. review_labels', parseName)
  .action(async ({ new: name }: { new: string }) => {
    const { writeNextMigration } = await import('@/prisma/write-migration')
    const folder = await writeNextMigration(name)
    console.log(
      folder
        ? `Wrote ${folder}/migration.sql: read it, then start anything to apply it.`
        : 'Migrations and schema agree: nothing to write.',
    )
  })

function parseName(name: string): string {
  if (!/^[a-z0-9_]+$/.test(name)) throw new InvalidArgumentError('A name is lower case with underscores.')
  return name
}

await runCommand(command)
