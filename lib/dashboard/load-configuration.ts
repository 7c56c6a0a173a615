import { readFile, stat } from 'node:fs/promises'
import { readEnvironment } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { parseConfiguration, toDefaultConfiguration, type Configuration } from '@/lib/policy/configuration'

// On globalThis, because Next bundles pages and routes apart: what is kept for one configuration (keep.ts) serves both.
const held = globalThis as typeof globalThis & { plumblineConfiguration?: { key: string; configuration: Configuration } }

/**
 * plumbline.yml as it is now, read again when the file has changed; without the file the defaults.
 * A file with a mistake throws a UserError that names line and key: wrong figures would be worse than none.
 */
export async function loadConfiguration(path: string = readEnvironment().PLUMBLINE_CONFIG): Promise<Configuration> {
  const found = await stat(path).catch(() => null)
  const key = found ? `${path} ${found.mtimeMs} ${found.size}` : `${path} absent`
  if (held.plumblineConfiguration?.key === key) return held.plumblineConfiguration.configuration
  const configuration = found ? parse(await readFile(path, 'utf8'), path) : toDefaultConfiguration()
  held.plumblineConfiguration = { key, configuration }
  return configuration
}

/** Where the configuration in force was read from; null: there is no file, so the defaults hold. */
export async function loadConfigurationPath(path: string = readEnvironment().PLUMBLINE_CONFIG): Promise<string | null> {
  return (await stat(path).catch(() => null)) ? path : null
}

function parse(text: string, path: string): Configuration {
  const parsed = parseConfiguration(text, path)
  if (parsed.configuration) return parsed.configuration
  throw new UserError(parsed.problems[0].message, parsed.problems[0].mend)
}
