// `npm run screenshots`: prepares what the pages need, as every command does, and then pictures them.
import { spawn } from 'node:child_process'
import { bundle } from '../../lib/commands/bundle.mjs'
import { pagesFolder, prepare } from '../../lib/commands/prepare.mjs'

await prepare({ pages: true, devPackages: true })
const child = spawn(process.execPath, [...(await bundle('tests/support/screenshots.ts')), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, PLUMBLINE_PAGES: pagesFolder() },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
