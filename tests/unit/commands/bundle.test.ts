import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'

const run = promisify(execFile)
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-bundle-'))
  await mkdir(join(folder, 'lib'))
  await writeFile(join(folder, 'lib/hello.ts'), "import { say } from './say'\n\nsay('one' as string)\n")
  await writeFile(join(folder, 'lib/say.ts'), 'export const say = (text: string): void => console.log(text)\n')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function bundle(source: string): Promise<string[]> {
  const module = pathToFileURL(join(process.cwd(), 'lib/commands/bundle.mjs')).href
  const script = `import { bundle } from '${module}'\nconsole.log(JSON.stringify(await bundle('${source}')))`
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder })
  return JSON.parse(stdout) as string[]
}
const start = (program: string[]) => run(process.execPath, program, { cwd: folder })

test('a program is made once, and again for other sources, beside the one that may still run', async () => {
  const first = await bundle('lib/hello.ts')
  expect(await bundle('lib/hello.ts')).toEqual(first)
  await writeFile(join(folder, 'lib/say.ts'), 'export const say = (text: string): void => console.log(text, 2)\n')
  const second = await bundle('lib/hello.ts')
  expect((await start(second)).stdout).toBe('one 2\n')
  expect((await start(first)).stdout).toBe('one\n')
})

test('a fault is told by the lines of the sources', async () => {
  await writeFile(join(folder, 'lib/say.ts'), "type Text = string\n\nexport const say = (_: Text): void => {\n  throw new Error('no')\n}\n")
  await expect(start(await bundle('lib/hello.ts'))).rejects.toThrow(/lib\/say\.ts:4:\d+\)?\n.*lib\/hello\.ts:3:/)
})

test('one that cannot be made says where it is wrong, and is not there', async () => {
  await writeFile(join(folder, 'lib/say.ts'), 'export const say = (\n')
  await expect(bundle('lib/hello.ts')).rejects.toThrow(/lib\/say\.ts:2:0/)
  await writeFile(join(folder, 'lib/say.ts'), 'export const say = console.log\n')
  expect((await start(await bundle('lib/hello.ts'))).stdout).toBe('one\n')
})
