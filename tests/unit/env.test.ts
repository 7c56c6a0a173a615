import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readEnvironment } from '@/lib/env'
import { UserError } from '@/lib/errors'

test('nothing set gives the defaults', () => {
  expect(readEnvironment({})).toEqual({ GITHUB_API_URL: 'https://api.github.com', PORT: 3000, PLUMBLINE_CONFIG: 'plumbline.yml' })
})

test('an empty value counts as not set', () => {
  expect(readEnvironment({ PORT: '', DATABASE_URL: '', GITHUB_TOKEN: '' })).toEqual(readEnvironment({}))
})

test.each([
  ['PORT', '0'],
  ['PORT', '65536'],
  ['PORT', 'http'],
  ['PORT', '3000.5'],
  ['DATABASE_URL', 'localhost:5432'],
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['GITHUB_API_URL', 'github.example.com'],
  ['GITHUB_APP_ID', 'my-app'],
  ['PLUMBLINE_NOW', 'yesterday'],
  ['PLUMBLINE_NOW', '2026-11-16'],
  ['NEXTAUTH_URL', 'plumbline.example.com'],
  ['TRUSTED_PROXIES', 'proxy.example.com'],
  ['TRUSTED_PROXIES', '10.0.0.0/33'],
  ['TRUSTED_PROXIES', '127.0.0.1 10.0.0.1'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => readEnvironment({ [name]: value })).toThrow(new RegExp(`^${name} must be `))
  expect(() => readEnvironment({ [name]: value })).toThrow(UserError)
})

test.each(['postgresql://me@/plumbline?host=/var/run/postgresql', 'postgresql:///plumbline?host=/tmp', 'postgres://h/x?schema=public'])(
  'DATABASE_URL=%s is an address of a database',
  (value) => {
    expect(readEnvironment({ DATABASE_URL: value }).DATABASE_URL).toBe(value)
  },
)

test('another schema than public is refused in words, not ignored', () => {
  expect(() => readEnvironment({ DATABASE_URL: 'postgres://me:secret@h/x?schema=mine' })).toThrow(
    /^DATABASE_URL names the schema "mine", and Plumbline keeps its tables in "public": give it a database of its own\.$/,
  )
})

test('an instant may have an offset', () => {
  expect(readEnvironment({ PLUMBLINE_NOW: '2026-11-16T05:45:00+05:45' }).PLUMBLINE_NOW).toBe('2026-11-16T05:45:00+05:45')
})

test('proxies are addresses and ranges', () => {
  expect(readEnvironment({ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,::1' }).TRUSTED_PROXIES).toEqual(['127.0.0.1', '10.0.0.0/8', '::1'])
})

test('every variable is explained in .env.example, and nothing in it is set', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n')
  const listed = lines.filter((line) => /^[A-Z]/.test(line))
  expect(listed.every((line) => line.endsWith('='))).toBe(true)
  const names = [
    'DATABASE_URL',
    'GITHUB_API_URL',
    'GITHUB_TOKEN',
    'GITHUB_APP_ID',
    'GITHUB_APP_PRIVATE_KEY',
    'GITHUB_ORG',
    'GITHUB_WEBHOOK_SECRET',
    'GITHUB_CLIENT_ID',
    'GITHUB_CLIENT_SECRET',
    'NEXTAUTH_URL',
    'TRUSTED_PROXIES',
    'NEXTAUTH_SECRET',
    'SMTP_URL',
    'MAIL_FROM',
    'PORT',
    'PLUMBLINE_CONFIG',
    'PLUMBLINE_NOW',
  ]
  expect(listed.map((line) => line.slice(0, -1)).toSorted()).toEqual(names.toSorted())
})
