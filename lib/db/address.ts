import pg from 'pg'

/** The address of a database as a person may see it: without its password, wherever that stands in the URL. */
export function toShownAddress(url: string): string {
  // The client reads the address as it will when it connects, and nothing is opened.
  const { user, host, port, database } = new pg.Client({ connectionString: url })
  const name = database ?? ''
  const who = user ? `${user}@` : ''
  return host.startsWith('/') ? `postgresql://${who}/${name}?host=${host}` : `postgresql://${who}${host}:${port}/${name}`
}
