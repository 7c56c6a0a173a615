import { describe, expect, it, test } from 'vitest'
import { isHardGlob } from '@/lib/policy/hard-globs'
import { listLanguages, PROSE_GLOBS, TIER_GLOBS, TIER_RULE_SETS } from '@/lib/policy/tier-globs'
import { compileTierPolicy } from '@/lib/policy/tier-policy'

const { toFileTier } = compileTierPolicy()

/** Paths as the projects that each language is known by lay them out. */
const LAYOUTS: Record<string, [path: string, tier: string | null][]> = {
  'JavaScript and TypeScript': [
    ['packages/react-dom/src/client/ReactDOMRoot.js', 'T1'],
    ['packages/react-dom/src/__tests__/ReactDOMRoot-test.js', 'T0'],
    ['packages/runtime-core/__tests__/apiInject.spec.ts', 'T0'],
    ['src/components/Cart.vue', 'T1'],
    ['packages/next/package.json', 'T2'],
    ['pnpm-lock.yaml', 'T2'],
    ['tsconfig.build.json', 'T2'],
    ['prisma/migrations/20240101_init/migration.sql', 'T3'],
  ],
  Python: [
    ['django/db/models/query.py', 'T1'],
    ['src/flask/app.py', 'T1'],
    ['tests/admin_views/test_actions.py', 'T0'],
    ['polls/tests.py', 'T0'],
    ['sklearn/linear_model/tests/test_ridge.py', 'T0'],
    ['mypkg/test_parser.py', 'T0'],
    ['conftest.py', 'T0'],
    ['polls/migrations/0002_choice.py', 'T3'],
    ['alembic/versions/1975ea83b712_add.py', 'T3'],
    ['requirements-dev.txt', 'T2'],
    ['requirements/prod.txt', 'T2'],
    ['pyproject.toml', 'T2'],
    ['mysite/settings.py', 'T2'],
    ['notebooks/model.ipynb', 'T1'],
    ['docs/conf.py', 'T0'],
    ['README.rst', 'T0'],
  ],
  Go: [
    ['cmd/kubelet/app/server.go', 'T1'],
    ['internal/terraform/graph.go', 'T1'],
    ['pkg/scheduler/scheduler.go', 'T1'],
    ['pkg/scheduler/scheduler_test.go', 'T0'],
    ['internal/parser/testdata/valid.hcl', 'T0'],
    ['go.mod', 'T2'],
    ['staging/src/k8s.io/client/go.sum', 'T2'],
    ['api/v1/types.proto', 'T2'],
    ['main.go', 'T1'],
  ],
  Rust: [
    ['crates/core/flags/parse.rs', 'T1'],
    ['tokio/src/runtime/scheduler.rs', 'T1'],
    ['tokio/tests/rt_basic.rs', 'T0'],
    ['crates/matcher/src/tests.rs', 'T0'],
    ['benches/sort.rs', 'T0'],
    ['Cargo.toml', 'T2'],
    ['crates/core/Cargo.toml', 'T2'],
    ['Cargo.lock', 'T2'],
    ['build.rs', 'T2'],
  ],
  Java: [
    ['spring-core/src/main/java/org/springframework/core/Ordered.java', 'T1'],
    ['spring-core/src/test/java/org/springframework/core/OrderedTests.java', 'T0'],
    ['src/main/resources/application.yml', 'T2'],
    ['src/main/resources/templates/order.html', 'T1'],
    ['src/main/resources/db/migration/V3__orders.sql', 'T3'],
    ['pom.xml', 'T2'],
    ['module/build.gradle', 'T2'],
    ['src/main/java/com/acme/auth/Login.java', 'T3'],
  ],
  Kotlin: [
    ['app/src/main/java/com/acme/MainActivity.kt', 'T1'],
    ['feature/cart/src/main/kotlin/Cart.kt', 'T1'],
    ['feature/cart/src/androidTest/kotlin/CartTest.kt', 'T0'],
    ['core/src/commonMain/kotlin/Flow.kt', 'T1'],
    ['core/src/commonTest/kotlin/FlowTest.kt', 'T0'],
    ['core/build.gradle.kts', 'T2'],
    ['gradle/libs.versions.toml', 'T2'],
    ['feature/cart/src/main/AndroidManifest.xml', 'T2'],
    ['feature/cart/src/main/res/values/strings.xml', 'T1'],
  ],
  'C#': [
    ['src/Ordering.API/Program.cs', 'T1'],
    ['Ordering/Pages/Index.cshtml', 'T1'],
    ['Ordering.UnitTests/Domain/OrderAggregate.cs', 'T0'],
    ['Ordering/OrderTests.cs', 'T0'],
    ['Ordering.Infrastructure/Migrations/20240101_Initial.cs', 'T3'],
    ['Ordering/Ordering.csproj', 'T2'],
    ['Directory.Build.props', 'T2'],
    ['Ordering/appsettings.Production.json', 'T2'],
  ],
  Ruby: [
    ['app/models/order.rb', 'T1'],
    ['app/views/orders/show.html.erb', 'T1'],
    ['spec/models/order_spec.rb', 'T0'],
    ['spec/support/factories.rb', 'T0'],
    ['activerecord/test/cases/base_test.rb', 'T0'],
    ['db/migrate/20240101000000_create_orders.rb', 'T3'],
    ['db/schema.rb', 'T2'],
    ['config/routes.rb', 'T2'],
    ['Gemfile.lock', 'T2'],
    ['jekyll.gemspec', 'T2'],
  ],
  PHP: [
    ['src/Illuminate/Database/Eloquent/Model.php', 'T1'],
    ['app/Http/Controllers/OrderController.php', 'T1'],
    ['resources/views/order.blade.php', 'T1'],
    ['tests/Feature/OrderTest.php', 'T0'],
    ['Form/Tests/FormTest.php', 'T0'],
    ['database/migrations/2024_01_01_create_orders.php', 'T3'],
    ['composer.json', 'T2'],
    ['templates/order.html.twig', 'T1'],
  ],
  'C and C++': [
    ['src/secp256k1.c', 'T1'],
    ['include/secp256k1.h', 'T1'],
    ['src/tests.c', 'T0'],
    ['src/test/validation_tests.cpp', 'T0'],
    ['wallet/coins_tests.cpp', 'T0'],
    ['src/asm/field_10x26_arm.s', 'T1'],
    ['base/files/file_util_unittest.cc', 'T0'],
    ['CMakeLists.txt', 'T2'],
    ['cmake/FindThreads.cmake', 'T2'],
    ['Makefile.am', 'T2'],
    ['configure.ac', 'T2'],
    ['drivers/net/Makefile', 'T2'],
  ],
  Swift: [
    ['Sources/Vapor/Request/Request.swift', 'T1'],
    ['Tests/VaporTests/RequestTests.swift', 'T0'],
    ['AppTests/CartTests.swift', 'T0'],
    ['AppUITests/Launch/Launch.swift', 'T0'],
    ['Package.swift', 'T2'],
    ['App.xcodeproj/project.pbxproj', 'T2'],
    ['App/App.entitlements', 'T3'],
    ['App/Base.lproj/Main.storyboard', 'T1'],
  ],
  Scala: [
    ['core/src/main/scala/cats/Functor.scala', 'T1'],
    ['tests/shared/src/test/scala/cats/FunctorSuite.scala', 'T0'],
    ['core/FunctorSuite.scala', 'T0'],
    ['build.sbt', 'T2'],
    ['project/plugins.sbt', 'T2'],
    ['project/Dependencies.scala', 'T2'],
    ['conf/routes', 'T2'],
    ['core/src/main/resources/reference.conf', 'T2'],
  ],
  Elixir: [
    ['web/router.ex', 'T1'],
    ['apps/shop/mix.exs', 'T2'],
    ['mix.lock', 'T2'],
    ['test/shop/order_test.exs', 'T0'],
    ['priv/repo/migrations/20240101_orders.exs', 'T3'],
    ['config/runtime.exs', 'T2'],
    ['web/templates/order.html.heex', 'T1'],
  ],
  Lean: [
    ['Mathlib/Algebra/Group/Basic.lean', 'T1'],
    ['MathlibTest/ring.lean', 'T0'],
    ['Batteries/Test/List.lean', 'T0'],
    ['lakefile.lean', 'T2'],
    ['lake-manifest.json', 'T2'],
    ['lean-toolchain', 'T2'],
  ],
  'Documents only': [
    ['bip-0340.mediawiki', 'T0'],
    ['guide/intro.adoc', 'T0'],
    ['source/index.rst', 'T0'],
    ['content/page.mdx', 'T0'],
    ['notes/todo.txt', 'T0'],
    ['mkdocs.yml', 'T0'],
    ['paper/main.tex', 'T0'],
    ['LICENSE', 'T0'],
    ['.gitignore', 'T0'],
  ],
  'Every repository': [
    ['.github/workflows/release.yml', 'T3'],
    ['.github/actions/setup/action.yml', 'T3'],
    ['.github/CODEOWNERS', 'T2'],
    ['deploy/Dockerfile', 'T2'],
    ['infra/network.tf', 'T3'],
    // Nothing is guessed of what no rule names.
    ['weird.bin', null],
    ['solver/kernel.f90', null],
    ['data/model.onnx', null],
  ],
}

describe.each(TIER_RULE_SETS.map(({ name }) => name))('default path rules, %s', (name) => {
  it.each(LAYOUTS[name] ?? [])('%s is %s', (path, tier) => {
    expect(toFileTier(path)).toBe(tier)
  })

  it('are held to layouts of their own', () => {
    expect(LAYOUTS[name]?.length ?? 0).toBeGreaterThan(5)
  })
})

describe('the order of the rules', () => {
  it.each([
    // A T0 glob decides before everything, prose after everything.
    ['src/auth/tests/login.py', 'T0'],
    ['src/lib/notes.txt', 'T2'],
    ['src/notes.txt', 'T1'],
    ['requirements.txt', 'T2'],
    ['auth/README.txt', 'T3'],
    ['spec/openapi.yaml', 'T3'],
    ['lib/auth/a.rb', 'T3'],
  ])('%s is %s', (path, tier) => {
    expect(toFileTier(path)).toBe(tier)
  })
})

test('no rule that ships is too hard to match', () => {
  const all = [...Object.values(TIER_GLOBS).flat(), ...PROSE_GLOBS]
  expect(all.filter(isHardGlob)).toEqual([])
  expect(new Set(Object.values(TIER_GLOBS).flat()).size).toBe(Object.values(TIER_GLOBS).flat().length)
})

test('languages are told by file types, those with most files first', () => {
  expect(listLanguages(['a.py', 'b/c.py', 'x.rs', 'README.md', 'Makefile', 'y.zzz', 'z.py'])).toEqual(['Python', 'Documents only', 'Rust'])
})
