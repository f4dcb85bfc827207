import { join } from 'node:path'
import { openMailbox } from '@isthmus/testkit'
import { expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { temporaryFolder } from '../testing/running-server.ts'

it('an SMTP server is chosen, tested and looked at from the command line, and its password is not shown', async () => {
  await using stack = new AsyncDisposableStack()
  const data = join(stack.use(await temporaryFolder()).path, 'data')
  const password = 'a secret for SMTP'
  const mailbox = stack.use(await openMailbox({ login: { user: 'cloud', password } }))
  const place = ['--data', data, '--public-url', 'https://cloud.example']
  const run = (args: readonly string[], input = '') => runCli([...args, ...place], input)

  expect((await run(['mail', 'status'])).output).toMatch(/^This cloud sends no mail\./)
  for (const [key, value] of Object.entries({
    host: '127.0.0.1',
    port: String(mailbox.port),
    security: 'none',
    username: 'cloud',
    password: 'a wrong one',
  })) {
    await run(['setting', 'set', `mail.smtp.${key}`, value])
  }
  const wrong = await run(['mail', 'test', 'ann@mail.example'])
  expect(wrong).toMatchObject({ status: 1, errors: expect.stringContaining('refused the user name') })
  expect(wrong.output).toMatch(/^The SMTP server said: 535 /)

  const secret = await run(['setting', 'set', 'mail.smtp.password', '--value-stdin'], `${password}\n`)
  expect(secret.output).toMatch(/mail\.smtp\.password +\*\*\* +chosen here/)
  const sent = await run(['mail', 'test', 'ann@mail.example'])
  expect(sent).toMatchObject({ status: 0, errors: '' })
  expect(sent.output).toMatch(/^It is sent\.\nThe SMTP server said: 250 /)
  expect(mailbox.to('ann@mail.example')).toHaveLength(1)

  const status = await run(['mail', 'status', '--json'])
  expect(JSON.parse(status.output)).toMatchObject({
    configured: true,
    lastSuccessAt: expect.any(String),
    lastFailure: { slug: 'sign-in-refused' },
  })
  expect((await run(['mail', 'status'])).output).toMatch(/last trouble .*refused the user name/)
  expect((await run(['setting', 'list'])).output + status.output).not.toContain(password)
})

it('a user is invited by mail from the command line', async () => {
  await using stack = new AsyncDisposableStack()
  const data = join(stack.use(await temporaryFolder()).path, 'data')
  const mailbox = stack.use(await openMailbox())
  const environment = {
    ISTHMUS_MAIL_SMTP_HOST: '127.0.0.1',
    ISTHMUS_MAIL_SMTP_PORT: String(mailbox.port),
    ISTHMUS_MAIL_SMTP_SECURITY: 'none',
  }
  const place = ['--data', data, '--public-url', 'https://cloud.example']
  const run = (...args: string[]) => runCli([...args, ...place], '', { environment })
  const added = await run('user', 'add', 'eve', '--invite', '--email', 'eve@mail.example')
  expect(added).toMatchObject({ status: 0, output: expect.stringContaining('gets a mail') })
  expect(await run('user', 'invite', 'eve')).toMatchObject({ status: 0, output: 'eve gets a mail.\n' })
  await run('jobs', 'run', '--due')
  expect(mailbox.to('eve@mail.example')).toHaveLength(2)
})
