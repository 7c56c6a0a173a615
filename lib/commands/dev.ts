import { buildCommand, runCommand } from './command-line'

const command = buildCommand(
  'dev',
  'The demo with reload: an edited component, page or loader shows in the browser at once. Ctrl-C stops all of it.',
).action(async () => {
  process.stderr.write(
    'Pages, components and loaders follow every edit. Jobs are loaded once: after a change of one, start npm run dev again.\n',
  )
  const { runDemo } = await import('./run-demo')
  await runDemo('reloading')
})

await runCommand(command)
