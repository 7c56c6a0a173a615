import { expect, it } from 'vitest'
import { isOnlyComment } from '@/lib/metrics/defects/comment-lines'

it.each([
  ['a.ts', '// one', true],
  ['a.ts', '  /* one */', true],
  ['a.ts', ' * goes on', true],
  ['a.ts', ' */', true],
  ['a.c', '*p = 0;', false],
  ['a.c', '/* one */ free(p);', false],
  ['a.c', 'free(p); // one', false],
  ['a.c', '// one\r\n\r\n// two', true],
  ['a.c', '// one\nfree(p);', false],
  ['a.py', '# one', true],
  ['a.py', '#!/usr/bin/env python', true],
  ['a.sh', '#!/bin/sh', false],
  ['a.sh', '# one', true],
  ['Makefile', '# one', true],
  ['a.sql', '-- one', true],
  ['a.html', '<!-- one -->', true],
  ['a.html', '<!-- one --> <b>', false],
  ['a.xyz', '# one', false],
  ['a.ts', '', false],
  ['a.ts', null, false],
])('%s %j: %s', (path, code, expected) => {
  expect(isOnlyComment(path, code)).toBe(expected)
})
