import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { startServer, temporaryFolder } from '../testing/running-server.ts'

describe('the commands for sharing on one server', () => {
  const stack = new AsyncDisposableStack()
  let data: string

  beforeAll(async () => {
    data = join(stack.use(await temporaryFolder()).path, 'data')
    const server = stack.use(await startServer(data))
    for (const name of ['ann', 'bob', 'carol']) {
      await runCli(['user', 'add', name, '--password-stdin', '--data', data], 'correct horse battery\n')
    }
    await run('group', 'add', 'staff')
    for (const name of ['bob', 'carol']) await run('group', 'member', 'add', 'staff', name)
    const headers = { authorization: `Basic ${btoa('ann:correct horse battery')}` }
    await server.ask('MKCOL', '/dav/files/ann/Trip', { headers })
  })
  afterAll(() => stack.disposeAsync())

  const run = (...args: string[]) => runCli([...args, '--data', data])

  it('share with a group, change it, show it to a member, and take it back', async () => {
    const created = await run('share', 'create', '/Trip', '--with-group', 'staff', '--as', 'ann')
    expect(created).toMatchObject({ status: 0, errors: '' })
    expect(created.output).toMatch(
      /^Share +1\n(.*\n)*Shared with +staff \(group\)\n(.*\n)*State +accepted\n/m,
    )
    const changed = await run('share', 'change', '1', '--as', 'ann', '--permissions', 'read,write')
    expect(changed.output).toMatch(/Permissions +read, write\n/)
    expect((await run('share', 'list', '/Trip', '--as', 'ann')).output).toMatch(/^1 +Trip +staff \(group\)/m)
    expect((await run('share', 'list', '/Nothing', '--as', 'ann')).errors).toContain('no such file or folder')
    const retried = await run('share', 'retry', '1', '--as', 'ann')
    expect(retried.errors).toContain('there is nothing to try again')
    const inbox = await run('inbox', 'list', '--as', 'bob')
    expect(inbox.output).toMatch(/Trip +ann@\S+ +here +read,write +accepted +\/Shared\/Trip/)
    expect((await run('share', 'revoke', '1', '--as', 'ann')).status).toBe(0)
    expect((await run('inbox', 'list', '--as', 'bob')).output).toContain('removed')
  })

  it('share with a user, who wants to be asked', async () => {
    const rules = await run('inbox', 'rules', '--as', 'carol', '--local', 'ask')
    expect(rules.output).toBe('From here          ask\nFrom other clouds  ask\n')
    expect((await run('inbox', 'rules', '--as', 'carol')).output).toBe(rules.output)
    const created = await run(
      'share',
      'create',
      '/Trip',
      '--with-user',
      'carol',
      '--as',
      'ann',
      '--expires',
      '7d',
    )
    expect(created.output).toMatch(/State +announced\n/)
    const forever = await run('share', 'change', '2', '--as', 'ann', '--expires', 'never', '--json')
    expect(forever.errors).toBe('')
    expect(JSON.parse(forever.output)).toMatchObject({ shareWith: 'carol', expiresAt: null })
    const waiting = await run('inbox', 'list', '--as', 'carol', '--json')
    const { items } = JSON.parse(waiting.output) as { items: { id: string; state: string }[] }
    expect(items[0]?.state).toBe('pending')
    const accepted = await run('inbox', 'accept', items[0]?.id ?? '', '--as', 'carol')
    expect(accepted.output).toBe('It is at /Shared/Trip in the user’s files.\n')
  })

  it.each([
    [[]],
    [['bob@other.example', '--with-user', 'bob']],
    [['--with-user', 'bob', '--with-group', 'staff']],
  ])('take one recipient, not %j', async (recipients) => {
    const { status, errors } = await run('share', 'create', '/Trip', ...recipients, '--as', 'ann')
    expect(status).toBe(2)
    expect(errors).toContain('Name one recipient')
  })
})
