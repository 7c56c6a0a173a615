import { expect, it } from 'vitest'
import { toCommentedCode } from '@/lib/github/to-commented-code'

const HUNK = '@@ -1,3 +1,4 @@ int main\n int a;\n-int b;\n+// sum\n+// of both'
const of = (diffHunk: string, originalStartLine: number | null = null, originalLine: number | null = 4) =>
  toCommentedCode({ diffHunk, originalLine, originalStartLine })

it.each([
  ['the last line', of(HUNK), '// of both'],
  ['a range', of(HUNK, 3), '// sum\n// of both'],
  ['a range over more lines than the hunk has', of(HUNK, 1, 90), 'int a;\nint b;\n// sum\n// of both'],
  ['lines broken with a carriage return', of(HUNK.replaceAll('\n', '\r\n')), '// of both'],
  ['no newline at the end of the file', of(`${HUNK}\n\\ No newline at end of file`), '// of both'],
  ['a hunk without lines', of('@@ -1,1 +1,1 @@'), null],
  ['a whole file', of('', null, null), null],
])('%s', (_name, found, expected) => {
  expect(found).toBe(expected)
})

it('keeps a line that is long to what tells comments from code', () => {
  expect(of(`@@\n+${'a'.repeat(9_000)}`)).toHaveLength(2_000)
})
