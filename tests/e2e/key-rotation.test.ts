import { twoClouds } from '@isthmus/testkit'
import { expect, test } from 'vitest'

const hour = 3_600_000

test('keys are changed without anybody noticing: what either key signs is taken', async () => {
  await using world = await twoClouds()
  const { a, ann, bob, clock } = world
  for (const name of ['one', 'two', 'three']) await ann.files.mkcol(name)
  await world.shareAndAccept('one')
  const operator = { kind: 'operator', tenant: a.tenant.id } as const
  const made = await a.application.federation.rotateSigningKey(operator, { immediately: false })
  expect(made.state).toBe('next')
  await world.shareAndAccept('two')
  expect((await bob.inbox()).map(({ name, trust }) => [name, trust.level === 'signed'])).toEqual([
    ['two', true],
    ['one', true],
  ])

  await clock.advance(2 * hour + 1000)
  const [signing] = await a.application.federation.describeSigningKeys(operator)
  expect(signing).toMatchObject({ kid: made.kid, state: 'signing' })
  await world.shareAndAccept('three')
  expect((await bob.inbox())[0]).toMatchObject({
    name: 'three',
    trust: { level: 'signed' },
    state: 'accepted',
  })
})

test('keys that are in wrong hands are replaced at once: the other cloud asks anew when it meets the new one', async () => {
  await using world = await twoClouds()
  const { a, ann, bob, clock } = world
  for (const name of ['one', 'two']) await ann.files.mkcol(name)
  await world.shareAndAccept('one')
  // The other cloud does not ask more often than twice a minute, whoever makes it.
  await clock.advance(31_000)
  const operator = { kind: 'operator', tenant: a.tenant.id } as const
  await a.application.federation.rotateSigningKey(operator, { immediately: true })
  await world.shareAndAccept('two')
  expect((await bob.inbox())[0]).toMatchObject({ name: 'two', trust: { level: 'signed' }, state: 'accepted' })
})
