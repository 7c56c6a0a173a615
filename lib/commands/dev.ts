import { buildCommand, runCommand } from './command-line'
import { runDemo } from './run-demo'
import { say } from './with-database'

const command = buildCommand(
  'dev',
  'The demo with reload: an edited component, page or loader shows in the browser at once. Ctrl-C stops all of it.',
).action(async () => {
  say('Pages, components and loaders follow every edit. Jobs are loaded once: after a change of one, start npm run dev again.')
  await runDemo('reloading')
})

await runCommand(command)
