import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isTeamCounted, parseConfiguration, toCalendar, toDefaultConfiguration } from '@/lib/policy/configuration'
import { renderConfigurationJsonSchema } from '@/lib/policy/configuration-json-schema'

function parse(text: string) {
  const { configuration } = parseConfiguration(text, 'plumbline.yml')
  if (!configuration) throw new Error('expected no mistake')
  return configuration
}

/** The one line a person reads for the first mistake. */
function mistake(text: string): string {
  const [problem] = parseConfiguration(text, 'plumbline.yml').problems
  return problem ? `${problem.message} ${problem.mend}` : 'no mistake'
}

describe('plumbline.yml', () => {
  it('ships an example that is valid', () => {
    const example = readFileSync('plumbline.example.yml', 'utf8')
    expect(parseConfiguration(example, 'plumbline.example.yml').problems).toEqual([])
  })

  it('ships the JSON Schema that editors read, as it is now', async () => {
    await expect(renderConfigurationJsonSchema()).toMatchFileSnapshot('../../../public/plumbline.schema.json')
  })

  it.each(['', '\n# nothing\n', 'slo:\n', 'surfaces: []\n'])('takes the defaults for %j', (text) => {
    expect(parse(text)).toEqual(toDefaultConfiguration())
  })

  it('fills in what is missing from the organisation and the defaults', () => {
    const configuration = parse(`
organization: { timeZone: Europe/Lisbon, holidays: [2026-12-25] }
teams: { exclude: [everyone], calendars: { Search: { timeZone: America/Toronto } } }
slo: { limitWeekdayHours: 16, byTier: { T3: { limitWeekdayHours: 8 } } }
tiers: { rules: { T2: { approvals: 2 } } }
`)
    expect(toCalendar(configuration, 'search')).toEqual({ zone: 'America/Toronto', holidays: new Set(['2026-12-25']) })
    expect(toCalendar(configuration, 'payments').zone).toBe('Europe/Lisbon')
    expect(toCalendar(configuration, null).zone).toBe('Europe/Lisbon')
    expect(isTeamCounted(configuration, 'payments')).toBe(true)
    expect(isTeamCounted(configuration, 'Everyone')).toBe(false)
    expect(configuration.slo.byTier.T3).toEqual({ limitWeekdayHours: 8, target: 0.9 })
    expect(configuration.slo.byTier.T1).toEqual({ limitWeekdayHours: 16, target: 0.9 })
    expect(configuration.tiers.rules.T2).toEqual({ approvals: 2, maintainer: true, rollbackNote: false })
  })

  it('counts only the teams that are named', () => {
    const configuration = parse('teams: { include: [payments] }')
    expect([isTeamCounted(configuration, 'payments'), isTeamCounted(configuration, 'search')]).toEqual([true, false])
  })

  it.each([
    ['slo:\n  target: 2', 'plumbline.yml line 2: slo.target must be at most 0.999.'],
    ['\n\nsurface:\n  - x', 'plumbline.yml line 3: surface is not a known key. Did you mean surfaces?'],
    ['organization:\n  timezone: UTC', 'line 2: organization.timezone is not a known key. Did you mean timeZone?'],
    ['slo: { quux: 1 }', 'Known here: limitWeekdayHours, target, byTier.'],
    ['organization:\n  timeZone: Mars/Base', 'line 2: organization.timeZone must be an IANA time zone'],
    ['surfaces:\n  - name: a\n    paths: [x/**]\n    tier: T9', 'line 4: surfaces.0.tier must be one of T0, T1, T2, T3'],
    ['surfaces:\n  - { name: a, paths: [x/**] }\n  - { name: a, paths: [y/**] }', 'line 3: surfaces.1.name must be a name of its own'],
    ['surfaces:\n  - { name: "a\\nb", paths: [x/**] }', 'line 2: surfaces.0.name must be plain text on one line'],
    ['surfaces:\n  - paths: [x/**]', 'line 2: surfaces.0.name is missing'],
    [
      'surfaces:\n  - name: a\n    paths:\n      - /x/**',
      'line 4: surfaces.0.paths.0 must begin at the root of the repository, without / in front',
    ],
    ['teams:\n  calendars:\n    "a b": {}', "line 3: teams.calendars.a b must be a team's slug"],
    [
      'documents:\n  - kind: ladder\n    owner: x\n    date: 2026-02-30\n    url: https://x.example',
      'line 4: documents.0.date must be a date',
    ],
    ['documents:\n  - kind: ladder\n    owner: x\n    date: 2026-02-03', 'line 2: documents.0 needs either path or url'],
    ['mail:\n  organization: [nobody]', 'line 2: mail.organization.0 must be an e-mail address'],
    ['tickets:\n  pattern: "("', 'line 2: tickets.pattern must be a regular expression'],
    ['tickets:\n  pattern: "(PAY-\\\\d+)+x"', 'line 2: tickets.pattern must be simpler, such as'],
    ['surfaces:\n  - name: a\n    paths: ["a*a*a*a*a*b"]', 'line 3: surfaces.0.paths.0 must be simpler: at most four *'],
    ['surfaces:\n  - name: a\n    paths: ["**/a/**/a/**/a/**/a/**/b"]', 'line 3: surfaces.0.paths.0 must be simpler: at most four *'],
    ['surfaces:\n  - name: a\n    paths: ["+(a|aa)b"]', 'line 3: surfaces.0.paths.0 must be simpler: at most four *'],
    ['slo: 4', 'plumbline.yml line 1: slo must be a map.'],
    ['- a', 'plumbline.yml: the file must be a map.'],
    ['slo: [', 'plumbline.yml line 1 opens a list or map and does not close it with ]'],
    ['slo: {}\nslo: {}', 'plumbline.yml line 2 repeats a key that stands above it already.'],
    // What people who write their first file get wrong.
    [
      'surfaces:\n  - name: a\n    paths: [**/auth/**]',
      "line 3: **/auth/** begins with *, which YAML reads as an alias. Put it in quotes: '**/auth/**'",
    ],
    [
      'surfaces:\n  - name: a\n    paths:\n      - !x/**',
      'line 4: a value begins with !, which YAML reads as a tag. Put the value in quotes.',
    ],
    [
      'surfaces:\n  - name: a\n    paths: [x/**]\n    maintainers: [@ana]',
      'line 4: a value begins with @, which YAML reserves. Put the value in quotes.',
    ],
    ['surfaces:\n  - name: a\n   paths: [x/**]', 'line 3 does not stand under what it belongs to'],
    ['surfaces:\n\t- name: a', 'line 2 is indented with a tab, which YAML does not take. Indent with spaces'],
    ['surfaces:\n  - name: a\n    path: [x/**]', 'line 3: surfaces.0.path is not a known key. Did you mean paths?'],
    ['surfaces:\n  - name: a\n    paths: x/**', 'line 3: surfaces.0.paths must be a list. Write it as a list: [one, another]'],
    [
      'surfaces:\n  - name: a\n    paths: [x/]',
      'line 3: surfaces.0.paths.0 must match files, not a folder: x/** holds everything below it.',
    ],
    ['surfaces:\n  - name: a\n    paths: [./x/**]', 'without ./ in front'],
    ['surfaces:\n  - name: a\n    paths: [x\\y]', 'must have / between folders'],
    ['surfaces:\n  - name: a\n    paths: ["!x/**"]', 'must say which files it holds, not which it leaves out'],
    ['surfaces:\n  - name: a\n    paths: ["{x,y/**"]', 'must close every { and [ it opens'],
    ['surfaces:\n  - name: ""\n    paths: [x/**]', 'surfaces.0.name must not be empty.'],
    ['tiers:\n  rules:\n    T3: { maintainer: yes }', 'line 3: tiers.rules.T3.maintainer must be true or false.'],
  ])('names file, line and key of a mistake in %j', (text, line) => {
    expect(mistake(text)).toContain(line)
  })

  it('tells a misspelt key once, not also that the right one is missing', () => {
    const { problems } = parseConfiguration('surfaces:\n  - name: a\n    path: [x/**]', 'plumbline.yml')
    expect(problems.map(({ key }) => key)).toEqual(['surfaces.0.path'])
  })

  it.each(['**/auth/**', 'services/{a,b}/**', 'lib/[ab]*.ts', 'Dockerfile', '.github/workflows/**', 'a b/**'])(
    'takes the glob %j',
    (glob) => {
      expect(parseConfiguration(`surfaces: [{ name: a, paths: ['${glob}'] }]`, 'plumbline.yml').problems).toEqual([])
    },
  )

  it('gives every mistake in the order of the lines', () => {
    const { problems } = parseConfiguration('mail: { organization: [x] }\nslo:\n  target: 0\nbogus: 1', 'plumbline.yml')
    expect(problems.map(({ line, key }) => [line, key])).toEqual([
      [1, 'mail.organization.0'],
      [3, 'slo.target'],
      [4, 'bogus'],
    ])
  })
})
