import type { Tier } from './tiers'

/**
 * Path rules that ship with the product: those of every repository, and those of a language's usual layouts. All of them
 * are in force everywhere, because a repository rarely holds one language. A T0 glob is a promise that the file cannot reach
 * production, and it decides before every other: only tests and documents are there, by name or by file type, never a whole
 * folder that other files may lie in. Globs tell upper from lower case.
 */
export interface TierRules {
  name: string
  /** By which file types the language is told; empty: the rules of every repository. */
  extensions: readonly string[]
  globs: Partial<Record<Tier, readonly string[]>>
}

const EVERY_REPOSITORY: TierRules = {
  name: 'Every repository',
  extensions: [],
  globs: {
    T0: ['docs/**', '**/*.md', '**/test/**', '**/tests/**', '**/*.test.*', '**/*_test.*', '**/*.snap'],
    T3: [
      '**/migrations/**',
      '**/auth/**',
      '**/payments/**',
      '**/*.tf',
      '.github/workflows/**',
      '.github/actions/**',
      '**/secrets/**',
      '**/iam/**',
      '**/schema.graphql',
      '**/openapi.y*ml',
    ],
    T2: [
      '**/lib/**',
      '**/shared/**',
      '**/config/**',
      '**/api/**',
      '**/*.sql',
      '**/*.proto',
      '**/Dockerfile',
      '**/docker-compose*.y*ml',
      '**/Makefile',
      '**/*.sh',
      '**/CODEOWNERS',
      '.github/*.y*ml',
    ],
    T1: [
      'src/**',
      'app/**',
      'apps/**',
      'web/**',
      'frontend/**',
      'backend/**',
      'components/**',
      'pages/**',
      'packages/*/src/**',
      'packages/*/app/**',
      '**/*.css',
      '**/*.scss',
      '**/*.html',
    ],
  },
}

const LANGUAGES: readonly TierRules[] = [
  {
    name: 'JavaScript and TypeScript',
    extensions: ['ts', 'tsx', 'js', 'jsx', 'mjs', 'cjs', 'vue', 'svelte'],
    globs: {
      T0: ['**/__tests__/**', '**/__mocks__/**', '**/*.spec.{js,jsx,ts,tsx,mjs,cjs}', '**/*.stories.{js,jsx,ts,tsx,mdx}'],
      T2: ['package.json', '**/package.json', '**/package-lock.json', '**/yarn.lock', '**/pnpm-lock.yaml', '**/tsconfig*.json'],
      T1: ['**/*.{ts,mts,cts}', '**/*.tsx', '**/*.{js,mjs,cjs}', '**/*.jsx', '**/*.vue', '**/*.svelte'],
    },
  },
  {
    name: 'Python',
    extensions: ['py', 'pyi', 'pyx', 'ipynb'],
    globs: {
      T0: ['**/test_*.py', '**/tests.py', '**/conftest.py'],
      T3: ['**/alembic/versions/**'],
      T2: [
        '**/requirements*.txt',
        '**/requirements/*.txt',
        '**/pyproject.toml',
        '**/setup.py',
        '**/setup.cfg',
        '**/Pipfile',
        '**/Pipfile.lock',
        '**/poetry.lock',
        '**/uv.lock',
        '**/settings.py',
      ],
      T1: ['**/*.py', '**/*.pyi', '**/*.pyx', '**/*.ipynb'],
    },
  },
  {
    name: 'Go',
    extensions: ['go'],
    globs: {
      T0: ['**/testdata/**'],
      T2: ['go.mod', '**/go.mod', '**/go.sum', '**/go.work'],
      T1: ['cmd/**', 'internal/**', 'pkg/**', '**/*.go'],
    },
  },
  {
    name: 'Rust',
    extensions: ['rs'],
    globs: {
      T0: ['**/benches/*.rs', '**/tests.rs'],
      T2: ['**/Cargo.toml', '**/Cargo.lock', '**/build.rs', '**/rust-toolchain', '**/rust-toolchain.toml', '**/.cargo/config.toml'],
      T1: ['crates/*/src/**', '**/*.rs'],
    },
  },
  {
    name: 'Java',
    extensions: ['java', 'jsp'],
    globs: {
      T0: ['**/src/it/**'],
      T3: ['**/db/migration/**', '**/db/changelog/**'],
      T2: [
        '**/pom.xml',
        '**/*.gradle',
        '**/gradle.properties',
        '**/src/main/resources/**/*.{yml,yaml,properties}',
        '**/gradle/wrapper/gradle-wrapper.properties',
      ],
      T1: ['**/*.java', '**/*.jsp', '**/src/main/resources/**', '**/src/main/webapp/**'],
    },
  },
  {
    name: 'Kotlin',
    extensions: ['kt', 'kts'],
    globs: {
      T0: ['**/src/{androidTest,commonTest,jvmTest,iosTest,nativeTest,jsTest,testFixtures}/**'],
      T2: ['**/*.gradle.kts', '**/gradle/libs.versions.toml', '**/AndroidManifest.xml', '**/proguard-rules.pro'],
      T1: ['**/*.kt', '**/*.kts', '**/src/main/res/**'],
    },
  },
  {
    name: 'C#',
    extensions: ['cs', 'cshtml', 'razor', 'xaml', 'fs'],
    globs: {
      T0: ['**/*.Tests/**', '**/*.UnitTests/**', '**/*.IntegrationTests/**', '**/*Tests.cs', '**/*Test.cs'],
      T3: ['**/Migrations/**'],
      T2: [
        '**/*.csproj',
        '**/*.fsproj',
        '**/*.sln',
        '**/*.slnx',
        '**/Directory.*.props',
        '**/Directory.*.targets',
        '**/global.json',
        '**/packages.lock.json',
        '**/appsettings*.json',
        '**/{web,app,nuget,NuGet}.config',
      ],
      T1: ['**/*.cs', '**/*.cshtml', '**/*.razor', '**/*.xaml', '**/*.fs', '**/*.resx'],
    },
  },
  {
    name: 'Ruby',
    extensions: ['rb', 'erb', 'haml', 'slim', 'rake'],
    globs: {
      T0: ['**/*_spec.rb', '**/spec/**/*.rb', '**/features/**/*.feature'],
      T3: ['**/db/migrate/**'],
      T2: ['**/Gemfile', '**/Gemfile.lock', '**/*.gemspec', '**/db/schema.rb', '**/Rakefile', '**/config.ru'],
      T1: ['**/*.rb', '**/*.erb', '**/*.haml', '**/*.slim', '**/*.rake'],
    },
  },
  {
    name: 'PHP',
    extensions: ['php', 'phtml', 'twig'],
    globs: {
      T0: ['**/*Test.php', '**/phpunit.xml', '**/phpunit.xml.dist'],
      T2: ['**/composer.json', '**/composer.lock'],
      T1: ['**/*.php', '**/*.phtml', '**/*.twig'],
    },
  },
  {
    name: 'C and C++',
    extensions: ['c', 'cc', 'cpp', 'cxx', 'h', 'hh', 'hpp'],
    globs: {
      T0: ['**/tests.c', '**/tests_*.c', '**/test_*.{c,cc,cpp,cxx,h}', '**/*_tests.{c,cc,cpp,cxx,h}', '**/*_unittest.{c,cc,cpp,cxx}'],
      T2: [
        '**/CMakeLists.txt',
        '**/*.cmake',
        '**/Makefile.am',
        '**/*.mk',
        '**/configure.ac',
        '**/*.m4',
        '**/meson.build',
        '**/{BUILD,WORKSPACE}',
        '**/*.{bazel,bzl}',
        '**/conanfile.*',
        '**/vcpkg.json',
      ],
      T1: ['**/*.c', '**/*.{cc,cpp,cxx}', '**/*.h', '**/*.{hh,hpp,hxx}', '**/*.{inl,ipp}', '**/*.{s,S,asm}', '**/*.cu'],
    },
  },
  {
    name: 'Swift',
    extensions: ['swift', 'storyboard', 'xib'],
    globs: {
      T0: ['**/Tests/**', '**/*Tests/**/*.swift', '**/*Tests.swift'],
      T3: ['**/*.entitlements'],
      T2: ['**/Package.swift', '**/Package.resolved', '**/Podfile', '**/Podfile.lock', '**/*.pbxproj', '**/Info.plist'],
      T1: ['**/*.swift', '**/*.storyboard', '**/*.xib', '**/*.xcassets/**', '**/*.strings', '**/*.{m,mm}'],
    },
  },
  {
    name: 'Scala',
    extensions: ['scala', 'sc'],
    globs: {
      T0: ['**/*Spec.scala', '**/*Suite.scala'],
      T2: ['**/*.sbt', '**/project/*.scala', '**/project/build.properties', '**/src/main/resources/**/*.conf', '**/conf/{routes,*.conf}'],
      T1: ['**/*.scala', '**/*.sc'],
    },
  },
  {
    name: 'Elixir',
    extensions: ['ex', 'exs', 'eex', 'heex'],
    globs: {
      T2: ['**/mix.exs', '**/mix.lock'],
      T1: ['**/*.ex', '**/*.exs', '**/*.{eex,heex,leex}'],
    },
  },
  {
    name: 'Lean',
    extensions: ['lean'],
    globs: {
      T0: ['**/Test/**/*.lean', '**/*Test/**/*.lean'],
      T2: ['**/lakefile.lean', '**/lakefile.toml', '**/lake-manifest.json', '**/lean-toolchain'],
      T1: ['**/*.lean'],
    },
  },
  {
    name: 'Documents only',
    extensions: ['md', 'mdx', 'rst', 'adoc', 'mediawiki', 'tex'],
    globs: { T0: ['**/mkdocs.yml', '**/book.toml', '**/antora.yml', '**/*.{tex,bib}'] },
  },
]

/** In the order in which they are listed. */
export const TIER_RULE_SETS: readonly TierRules[] = [EVERY_REPOSITORY, ...LANGUAGES]

/** All of them by tier. A T0 glob wins over every other; then T3, T2, T1 in that order. */
export const TIER_GLOBS: Record<Tier, string[]> = {
  T0: collect('T0'),
  T1: collect('T1'),
  T2: collect('T2'),
  T3: collect('T3'),
}

/** Prose that no other rule knows is T0; what is known keeps its tier (requirements.txt, CMakeLists.txt, a text in src). */
export const PROSE_GLOBS: readonly string[] = [
  '**/*.mdx',
  '**/*.mediawiki',
  '**/*.rst',
  '**/*.adoc',
  '**/*.txt',
  '**/{README,LICENSE,LICENCE,COPYING,NOTICE,AUTHORS,CONTRIBUTORS,CHANGELOG,CHANGES,NEWS,HISTORY}',
  '**/{.gitignore,.gitattributes,.editorconfig,.mailmap}',
]

function collect(tier: Tier): string[] {
  return [...new Set(TIER_RULE_SETS.flatMap(({ globs }) => globs[tier] ?? []))]
}

/** Languages of which the paths hold files, those with most files first. */
export function listLanguages(paths: Iterable<string>): string[] {
  const files = new Map<string, number>()
  for (const path of paths) {
    const extension = /\.(\w{1,20})$/.exec(path)?.[1]?.toLowerCase()
    const language = extension && LANGUAGES.find(({ extensions }) => extensions.includes(extension))
    if (language) files.set(language.name, (files.get(language.name) ?? 0) + 1)
  }
  return [...files].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([name]) => name)
}
