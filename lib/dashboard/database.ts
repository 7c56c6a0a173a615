import { openDatabase, type Database } from '@/lib/db/client'
import { readEnvironment } from '@/lib/env'
import { UserError } from '@/lib/errors'

/** The database of the web process; whoever starts it (npm start, npm run demo) gives the URL, of the embedded one too. */
export function getDatabase(): Database {
  const url = readEnvironment().DATABASE_URL
  if (!url) throw new UserError('DATABASE_URL is not set.', 'Start the web process with npm start or npm run demo.')
  return openDatabase(url, 'pages')
}
