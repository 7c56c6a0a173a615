import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

// What lint cannot see: import-x/no-cycle leaves types out, and two files that need each other's types are one file all the
// same. Which folder and room may import which is lint (eslint.layers.js); that none of them needs another that needs it is here.

const FOLDERS = ['lib', 'components', 'app', 'prisma']
/** Folders whose rooms must stand in some order. */
const FOLDERS_WITH_ROOMS = ['lib/metrics', 'lib/pages', 'lib/dashboard', 'lib/db', 'lib/demo']

type Graph = ReadonlyMap<string, ReadonlySet<string>>

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('lib/db/generated/'))
}

/** Files of the house that a file imports, for values or types, also by `import()`. */
function listImports(file: string): string[] {
  return ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles.flatMap(({ fileName }) => {
    const path = fileName.startsWith('@/') ? fileName.slice(2) : fileName.startsWith('.') ? join(dirname(file), fileName) : null
    const found = path === null ? undefined : [path, `${path}.ts`, `${path}.tsx`].find((name) => /\.tsx?$/.test(name) && existsSync(name))
    return found === undefined ? [] : [found]
  })
}

/** The first circle found, from a node back to itself; empty: there is none. */
function findCircle(graph: Graph): string[] {
  const done = new Set<string>()
  function walk(node: string, trail: string[]): string[] {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node]
    if (done.has(node)) return []
    for (const next of graph.get(node) ?? []) {
      const circle = walk(next, [...trail, node])
      if (circle.length > 0) return circle
    }
    done.add(node)
    return []
  }
  for (const node of graph.keys()) {
    const circle = walk(node, [])
    if (circle.length > 0) return circle
  }
  return []
}

/** What the files of each room of a folder import of its other rooms. */
function toRooms(files: Graph, folder: string): Graph {
  const isInside = (file: string) => file.startsWith(`${folder}/`)
  // Files beside the rooms are one more: ".".
  const toRoom = (file: string) => dirname(relative(folder, file)).split('/')[0] ?? '.'
  const rooms = new Map<string, Set<string>>()
  for (const [file, imports] of files) {
    if (!isInside(file)) continue
    const others = [...imports].filter(isInside).map(toRoom)
    rooms.set(toRoom(file), new Set([...(rooms.get(toRoom(file)) ?? []), ...others.filter((other) => other !== toRoom(file))]))
  }
  return rooms
}

const files: Graph = new Map(FOLDERS.flatMap(listSources).map((file) => [file, new Set(listImports(file))]))

test('no file needs one that needs it, types included', () => {
  const circle = findCircle(files)
  expect(circle, `A circle: ${circle.join(' → ')}. Move what both need into the lower file, or into a third below both.`).toEqual([])
})

test.each(FOLDERS_WITH_ROOMS)('no room of %s needs one that needs it', (folder) => {
  const circle = findCircle(toRooms(files, folder))
  expect(
    circle,
    `Rooms of ${folder} in a circle: ${circle.join(' → ')}. One of them stands lower: move what both need into it, or compose the two in a higher room.`,
  ).toEqual([])
})

describe('a circle is found', () => {
  test.each([
    ['of two', { a: ['b'], b: ['a'] }, ['a', 'b', 'a']],
    ['behind others', { a: ['b', 'c'], b: [], c: ['d'], d: ['e'], e: ['c'] }, ['c', 'd', 'e', 'c']],
    ['not where two ways meet', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, []],
  ])('%s', (_what, arrows, circle) => {
    expect(findCircle(new Map(Object.entries(arrows).map(([node, next]) => [node, new Set(next)])))).toEqual(circle)
  })

  test('through a type, and between rooms', () => {
    expect(files.get('lib/metrics/ai/sums.ts')).toContain('lib/metrics/history/pull-request-evaluation.ts')
    expect(toRooms(files, 'lib/metrics').get('ai')).toEqual(new Set(['history', 'statistics', 'document']))
  })
})
