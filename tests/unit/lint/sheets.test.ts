import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import postcss from 'postcss'
import { describe, expect, it } from 'vitest'

// The rule stands at the top of app/globals.css.

const GLOBAL = 'app/globals.css'
const SHEETS = listFiles('components', '.css')
const MARKUP = [...listFiles('components', '.tsx'), ...listFiles('components', '.ts'), ...listFiles('app', '.tsx')]
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

/** Classes that a library writes; the sheet of whoever uses it may style them. */
const OF_LIBRARIES = /^recharts-/

function listFiles(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
}

function listClasses(sheet: string): string[] {
  const found = new Set<string>()
  postcss.parse(readFileSync(sheet, 'utf8')).walkRules(({ selector }) => {
    for (const [, name] of selector.matchAll(/\.(-?[a-zA-Z_][\w-]*)/g)) if (name) found.add(name)
  })
  return [...found]
}

/** Written out, or as the beginning of a template: tone-${tone}. */
function isUsed(name: string): boolean {
  const parts = name.split('-')
  const beginnings = parts.slice(1).map((_, index) => `${parts.slice(0, index + 1).join('-')}-\${`)
  return new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(MARKUP) || beginnings.some((beginning) => MARKUP.includes(beginning))
}

describe('sheets', () => {
  it.each(SHEETS)('%s lies beside the component that it draws, or is what its folder shares', (sheet) => {
    const isShared = basename(sheet, '.css') === basename(dirname(sheet))
    expect(isShared || existsSync(sheet.replace(/\.css$/, '.tsx')), 'name the sheet after a component of this folder').toBe(true)
  })

  it('are all imported, once', () => {
    const imported = [...readFileSync(GLOBAL, 'utf8').matchAll(/@import '\.\.\/(components\/[^']+)'/g)].map(([, path]) => path)
    expect(new Set(imported)).toEqual(new Set(SHEETS))
    expect(imported).toHaveLength(SHEETS.length)
  })

  it.each([...SHEETS, 'app/print.css'])('%s is no drawer', (sheet) => {
    expect(readFileSync(sheet, 'utf8').split('\n').length, 'split it by component').toBeLessThanOrEqual(250)
  })

  it.each([...SHEETS, 'app/print.css', GLOBAL])('%s has no class without a user', (sheet) => {
    expect(listClasses(sheet).filter((name) => !OF_LIBRARIES.test(name) && !isUsed(name))).toEqual([])
  })
})
