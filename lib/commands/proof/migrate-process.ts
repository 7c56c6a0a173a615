import { readEnvironment } from '@/lib/env'
import { migrate } from '@/prisma/migrate'

// Migrates DATABASE_URL in a process of its own, which the proof kills: prints a line when it begins.
const { DATABASE_URL } = readEnvironment()
console.log('migrating')
if (DATABASE_URL) await migrate(DATABASE_URL)
