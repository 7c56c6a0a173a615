import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Window } from 'happy-dom'
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { SearchParamsContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime'
import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { drawAudit, saveAuditAnswers } from '@/lib/dashboard/pages/audit-writes'
import { upsertUnjudged } from '@/lib/db/facts/set-aside'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { HOSTILE_CONFIGURATION, makeHostileWorld, parseHostileConfiguration, TURNER } from '../support/hostile-names'
import { STILL_ROUTER } from '../support/with-address'
import { seedOrganization, type SeededOrganization } from '../support/seed-organization'

// Whatever somebody else wrote turns nothing of ours round: on every page each text that holds U+202E stands in a <bdi>, or,
// where an element cannot (an attribute, an option, a title), between U+2068 and U+2069.

vi.mock('@/components/ui/static', () => ({ Static: ({ children }: { children: ReactNode }) => children }))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))

const END = new Date('2026-11-16T00:00:00Z')
let clone: TestDatabase
let organization: SeededOrganization

beforeAll(async () => {
  clone = await createTestDatabase()
  const file = join(mkdtempSync(join(tmpdir(), 'plumbline-')), 'plumbline.yml')
  writeFileSync(file, HOSTILE_CONFIGURATION)
  vi.stubEnv('DATABASE_URL', clone.url)
  vi.stubEnv('PLUMBLINE_NOW', '2026-11-16T00:10:00Z')
  vi.stubEnv('PLUMBLINE_CONFIG', file)
  vi.stubEnv('GITHUB_ORG', '')
  organization = await seedOrganization(clone.database, makeHostileWorld(400), { at: END, configuration: parseHostileConfiguration() })
})
afterAll(() => clone.drop())

type Page = (props: never) => Promise<ReactNode>
const PAGES: Record<string, () => Promise<{ default: Page }>> = {
  '/': () => import('@/app/(dashboard)/page'),
  '/teams/[teamSlug]': () => import('@/app/(dashboard)/teams/[teamSlug]/page'),
  '/surfaces': () => import('@/app/(dashboard)/surfaces/page'),
  '/stress-test': () => import('@/app/(dashboard)/stress-test/page'),
  '/sync': () => import('@/app/(dashboard)/sync/page'),
  '/method': () => import('@/app/(dashboard)/method/page'),
  '/method/audit': () => import('@/app/(dashboard)/method/audit/page'),
  '/method/audit/[auditId]': () => import('@/app/(dashboard)/method/audit/[auditId]/page'),
}

async function draw(path: string, search: Record<string, string> = {}, params: Record<string, string> = {}): Promise<string> {
  const { default: page } = (await PAGES[path]?.()) ?? {}
  if (!page) throw new Error(`No page ${path}`)
  const content = await page({ params: Promise.resolve(params), searchParams: Promise.resolve(search) } as never)
  return renderToStaticMarkup(
    createElement(
      AppRouterContext.Provider,
      { value: STILL_ROUTER },
      createElement(SearchParamsContext.Provider, { value: new URLSearchParams(search) }, content),
    ),
  )
}

/** Attributes that a reader sees or hears; the others are data. */
const SAID = ['title', 'aria-label', 'alt', 'placeholder', 'aria-description', 'label', 'data-label']

/** Where a mark stands in no element and between no marks of its own. */
function listLoose(html: string): string[] {
  const window = new Window()
  const { document } = window
  document.body.innerHTML = html
  const loose: string[] = []
  const walker = document.createTreeWalker(document.body, 5)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === 3) {
      const parent = node.parentElement
      if (parent && !parent.closest('bdi, script, style, textarea, pre') && !isIsolated(node.textContent)) loose.push(node.textContent)
    } else if (node instanceof window.Element) {
      for (const { name, value } of node.attributes) {
        if (SAID.includes(name) && !isIsolated(value ?? '')) loose.push(`${name}: ${value}`)
      }
    }
  }
  return [...new Set(loose)].map((text) => text.replaceAll(TURNER, '⟲').replaceAll('\u2068', '[').replaceAll('\u2069', ']').slice(0, 200))
}

function isIsolated(text: string): boolean {
  let depth = 0
  for (const character of text) {
    if (character === '\u2068') depth += 1
    if (character === '\u2069') depth -= 1
    if (character === TURNER && depth < 1) return false
  }
  return depth === 0
}

const RANGE = { from: '2026-08-24', to: '2026-11-16' }
const EVERY_TABLE = { open: 'all' }

test.each<[string, Record<string, string>, Record<string, string>]>([
  ['/', {}, {}],
  ['/', { ...RANGE, ...EVERY_TABLE }, {}],
  ['/', { surface: `pay${TURNER}ments` }, {}],
  ['/', { repository: `scale/repository-1${TURNER}x`, figure: 'trail' }, {}],
  ['/', { surface: `no${TURNER}body`, from: `20${TURNER}`, figure: `x${TURNER}`, tier: `T${TURNER}` }, {}],
  ...['capacity', 'confidence', 'catch', 'trail', 'ai'].map((figure): [string, Record<string, string>, Record<string, string>] => [
    '/',
    { figure },
    {},
  ]),
  ['/teams/[teamSlug]', EVERY_TABLE, { teamSlug: 'second' }],
  ['/teams/[teamSlug]', { surface: `sign${TURNER}in`, figure: 'confidence', repository: `a${TURNER}/b` }, { teamSlug: 'second' }],
  ['/surfaces', EVERY_TABLE, {}],
  ['/stress-test', {}, {}],
  ['/stress-test', { surface: `pay${TURNER}ments` }, {}],
  ['/stress-test', { team: 'first' }, {}],
  ['/stress-test', { team: `no${TURNER}`, output: `1${TURNER}` }, {}],
  ['/sync', {}, {}],
  ['/method', { open: 'all' }, {}],
  ['/method/audit', {}, {}],
])(
  '%s %j',
  async (path, search, params) => {
    const html = await draw(path, search, params)
    // Else nothing is proved. The method names nobody.
    if (path !== '/method') expect(html).toContain(TURNER)
    expect(listLoose(html)).toEqual([])
  },
  120_000,
)

test('a hand audit, before and after it is finished', async () => {
  for (const kind of ['threads', 'escapes']) {
    const drawn = await drawAudit({ kind, from: '2026-02-01', to: '2026-09-30', seed: '7' })
    if ('problem' in drawn) throw new Error(drawn.problem)
    const params = { auditId: drawn.id }
    expect(listLoose(await draw('/method/audit/[auditId]', {}, params))).toEqual([])
    await saveAuditAnswers(drawn.id, { intent: 'finish' })
    expect(listLoose(await draw('/method/audit/[auditId]', { said: `x${TURNER}` }, params))).toEqual([])
  }
  expect(listLoose(await draw('/method/audit'))).toEqual([])
})

test('what is set aside, a reading that failed, and an organisation that is not there', async () => {
  const { id } = await clone.database.pullRequest.findFirstOrThrow()
  await upsertUnjudged(clone.database, organization.id, [{ pullRequestId: id, reason: `could not be judged: ${TURNER}x`, derivedWith: '' }])
  await clone.database.repository.updateMany({ data: { lastError: `GitHub says ${TURNER}x` } })
  await clone.database.organization.updateMany({ data: { lastError: `No access to ${TURNER}x.`, syncMessage: `waiting for ${TURNER}x` } })
  for (const path of ['/sync', '/', '/surfaces', '/stress-test']) expect(listLoose(await draw(path)), path).toEqual([])
  await clone.database.organization.updateMany({ data: { syncedAt: null } })
  for (const path of ['/sync', '/', '/surfaces', '/stress-test']) expect(listLoose(await draw(path)), path).toEqual([])
  vi.stubEnv('GITHUB_ORG', `other${TURNER}x`)
  for (const path of ['/sync', '/', '/surfaces', '/stress-test', '/method/audit']) expect(listLoose(await draw(path)), path).toEqual([])
  vi.stubEnv('GITHUB_ORG', '')
})
