import { expect, test } from 'vitest'
import type { TenantId } from '../../platform/actor.ts'
import { attemptWindow } from './attempt.ts'
import { UnwrittenAttempts } from './unwritten-attempts.ts'

const [one, two] = [1 as TenantId, 2 as TenantId]
const attempt = (nameHash: string, addressHash: string, at = 0) => ({ nameHash, addressHash, at })

test('attempts with a name or from an address are found, of one tenant, for as long as they count', () => {
  const unwritten = new UnwrittenAttempts()
  for (const [name, address] of [
    ['ann', 'here'],
    ['ann', 'there'],
    ['bob', 'here'],
    ['bob', 'there'],
  ] as const) {
    expect(unwritten.note(one, attempt(name, address))).toBe(true)
  }
  const found = (tenant: TenantId, at: number) =>
    unwritten
      .find(tenant, attempt('ann', 'here', at))
      .map(({ nameHash, addressHash }) => [nameHash, addressHash])
  expect(found(one, attemptWindow - 1)).toEqual([
    ['ann', 'here'],
    ['ann', 'there'],
    ['bob', 'here'],
  ])
  expect(found(one, attemptWindow)).toEqual([])
  expect(found(two, 0)).toEqual([])
  unwritten.forget(two, attempt('ann', 'here'))
  expect(found(one, 0)).toHaveLength(3)
  unwritten.forget(one, attempt('ann', 'here'))
  expect(found(one, 0)).toEqual([
    ['ann', 'there'],
    ['bob', 'here'],
  ])
})

test('there is no room for more than memory is meant for, until some do not count any more', () => {
  const unwritten = new UnwrittenAttempts()
  let noted = 0
  while (unwritten.note(one, attempt(`${noted}`, `${noted}`, noted === 0 ? 0 : 1))) noted += 1
  expect(noted).toBe(10_000)
  expect(unwritten.note(one, attempt('late', 'late', attemptWindow - 1))).toBe(false)
  expect(unwritten.note(one, attempt('late', 'late', attemptWindow))).toBe(true)
  expect(unwritten.note(one, attempt('later', 'later', attemptWindow))).toBe(false)
})
