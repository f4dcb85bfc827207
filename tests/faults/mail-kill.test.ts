import { openMailbox, processes } from '@isthmus/testkit'
import { it } from 'vitest'

/** How often the mail comes in all when the server dies at a step on its way. */
it.concurrent.for([
  ['after-claim', 1],
  ['before-settling', 2],
] as const)(
  'a mail survives the death of its server at %s, and can be told from its double',
  async ([point, times], { expect }) => {
    await using mailbox = await openMailbox()
    const environment = {
      ISTHMUS_MAIL_SMTP_HOST: '127.0.0.1',
      ISTHMUS_MAIL_SMTP_PORT: String(mailbox.port),
      ISTHMUS_MAIL_SMTP_SECURITY: 'none',
    }
    await using world = await processes({ a: { environment, crashAt: point } })
    const { a } = world.servers
    const user = { username: 'ann', password: 'correct horse', email: 'ann@mail.example' }
    await a.operator('POST', '/api/v1/users', user)
    const death = a.death()
    // The answer may get lost with the server.
    const asked = world.web.fetch({
      method: 'POST',
      url: `${a.origin}/api/v1/password-resets`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'ann' }),
    })
    await asked.catch(() => undefined)
    expect(await death).toBe('SIGKILL')
    await a.start()
    await mailbox.arrival(times)
    const ids = mailbox.to('ann@mail.example').map(({ mail }) => mail.messageId)
    expect([ids.length, new Set(ids).size]).toEqual([times, 1])
    // Each link works, until one was used.
    const token = mailbox.linkTo('ann@mail.example').split('/').at(-1)
    const chosen = await world.web.fetch({
      method: 'POST',
      url: `${a.origin}/api/v1/password-resets/complete`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, password: 'a better horse' }),
    })
    expect(chosen.json()).toEqual({ username: 'ann' })
  },
)
