import { expect, test } from 'vitest'
import type { Tenant } from '../accounts/index.ts'
import { clearSessionCookie, readSessionCookie, writeSessionCookie } from './session-cookie.ts'

const id = 'abc123def456'
const secret = 'S'.repeat(43)
const tenant = (publicUrl: string) => ({ publicUrl }) as Tenant

test('the cookie carries the id of the installation and is for this host, by HTTP, from its own pages', () => {
  expect(writeSessionCookie(secret, id, tenant('https://cloud.example'))).toBe(
    `isthmus_abc123def456=${secret}; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax; Secure`,
  )
  expect(writeSessionCookie(secret, id, tenant('http://localhost:8080'))).not.toContain('Secure')
  expect(clearSessionCookie(id, tenant('https://cloud.example'))).toBe(
    'isthmus_abc123def456=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure',
  )
})

test.each([
  [`isthmus_${id}=${secret}`, secret],
  [`theme=dark; isthmus_${id}=${secret};other=1`, secret],
  [`isthmus_000000000000=x; isthmus_${id}=${secret}`, secret],
  [`isthmus_${id}=${secret}; isthmus_${id}=planted`, undefined],
  [`isthmus_000000000000=${secret}`, undefined],
  [`xisthmus_${id}=${secret}`, undefined],
  ['nonsense', undefined],
  ['', undefined],
  [undefined, undefined],
])('of %j is read %j', (header, value) => {
  expect(readSessionCookie(header, id)).toBe(value)
})
