import { expect, test } from 'vitest'
import { changeUser, headerOf, openMailCloud, withAddress } from './mail-cloud.ts'

const minute = 60_000
const hour = 60 * minute

test('news that wait for an answer are mailed within a minute, together, unless they were read', async () => {
  await using world = await openMailCloud()
  const { net, cloud, mailbox, zoe } = world
  const ann = await withAddress(cloud, 'ann', { displayName: 'Ann', language: 'en' })
  await ann.api('PATCH', '/inbox/rules', { local: 'ask' })
  for (const name of ['One', 'Two']) {
    await zoe.files.mkcol(name)
    await zoe.share(name, 'ann')
  }
  await net.settle()
  expect(mailbox.mails).toEqual([])
  await net.clock.advance(minute)
  await net.settle()
  const [mail, ...others] = mailbox.to('ann@mail.example')
  expect(others).toEqual([])
  expect(mail?.mail.subject).toBe('2 things are new at cloud.example')
  expect(mail?.mail.text).toMatch(
    /^\* zoe.* wants to share “One” with you\n {2}https:\/\/cloud\.example\/shared\/with-me$/m,
  )
  expect(mail && headerOf(mail, 'list-unsubscribe')).toBe('<https://cloud.example/settings/notifications>')

  await zoe.files.mkcol('Three')
  await zoe.share('Three', 'ann')
  const { notifications } = (await ann.api('GET', '/notifications')).json() as {
    notifications: { id: string }[]
  }
  await ann.api('POST', `/notifications/${notifications[0]?.id}/read`)
  await net.clock.advance(minute)
  await net.settle()
  expect(mailbox.to('ann@mail.example')).toHaveLength(1)
})

test('what is told once a day comes in one mail at seven in the morning where the user is', async () => {
  await using world = await openMailCloud()
  const { net, cloud, mailbox, zoe } = world
  await withAddress(cloud, 'ann', { timeZone: 'Asia/Kathmandu' })
  for (const name of ['One', 'Two']) {
    await zoe.files.mkcol(name)
    await zoe.share(name, 'ann')
    await net.clock.advance(minute)
  }
  await net.settle()
  expect(mailbox.mails).toEqual([])
  // The clock of a network begins at midnight in Greenwich, a quarter to six in Nepal.
  await net.clock.advance(hour + 15 * minute - 2 * minute - 1)
  await net.settle()
  expect(mailbox.mails).toEqual([])
  await net.clock.advance(1)
  await net.settle()
  expect(mailbox.to('ann@mail.example').map(({ mail }) => mail.subject)).toEqual([
    '2 things are new at cloud.example',
  ])
})

test('a user chooses what is shown and what is mailed', async () => {
  await using world = await openMailCloud()
  const { net, cloud, mailbox, zoe } = world
  const ann = await withAddress(cloud, 'ann')
  const kinds = {
    'share-added': { app: false, mail: 'at-once' },
    'share-removed': { app: false, mail: 'never' },
  }
  const chosen = await ann.api('PATCH', '/me/notification-choices', { choices: kinds })
  expect(chosen.json()).toMatchObject({
    choices: { ...kinds, 'share-received': { app: true, mail: 'at-once' } },
  })
  await zoe.files.mkcol('Trip')
  const share = await zoe.share('Trip', 'ann')
  await zoe.revoke(share.id)
  await zoe.share('Trip', 'ann')
  await net.clock.advance(minute)
  await net.settle()
  expect((await ann.api('GET', '/notifications')).json()).toEqual({ notifications: [], unread: 0 })
  expect(mailbox.to('ann@mail.example')).toHaveLength(1)
  const partly = await ann.api('PATCH', '/me/notification-choices', {
    choices: { 'share-added': { app: true } },
  })
  expect(partly.json()).toMatchObject({ choices: { 'share-added': { app: true, mail: 'at-once' } } })
  expect((await zoe.api('GET', '/audit?action=notification-choices.changed&actor=ann')).json()).toMatchObject(
    {
      entries: [
        { detail: { 'share-added': 'app: true' } },
        { detail: { 'share-added': 'app: false, mail: at-once' } },
      ],
    },
  )
})

test('what other servers call things adds no headers and no markup to a mail', async () => {
  await using world = await openMailCloud()
  const { net, cloud, mailbox, zoe } = world
  const ann = await withAddress(cloud, 'ann', { displayName: 'Ann' })
  const name = 'x<b>"&\u202egnp'
  await changeUser(cloud, 'ann', { language: 'en' })
  await ann.api('PATCH', '/me/notification-choices', { choices: { 'share-added': { mail: 'at-once' } } })
  await zoe.files.mkcol(name)
  await zoe.share(name, 'ann')
  await cloud.application.database.write((tx) =>
    tx
      .updateTable('user_notifications')
      .set({ actor: 'eve\r\nBcc: all@mail.example\r\n\r\n<script>' })
      .execute(),
  )
  await net.clock.advance(minute)
  await net.settle()
  const [mail] = mailbox.to('ann@mail.example')
  expect(mail?.to).toEqual(['ann@mail.example'])
  expect(mail?.mail.subject).toBe('eve Bcc: all@mail.example <script> shares “x<b>"& gnp” with you')
  expect(mail?.mail.headers.map(({ key }) => key)).not.toContain('bcc')
  expect(mail?.mail.html).not.toMatch(/<script>|<b>/)
})
