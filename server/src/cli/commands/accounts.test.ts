import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { type RunningServer, startServer, temporaryFolder } from '../testing/running-server.ts'

const password = 'correct horse battery'

describe('the commands for people', () => {
  const stack = new AsyncDisposableStack()
  let data: string
  let server: RunningServer

  beforeAll(async () => {
    data = join(stack.use(await temporaryFolder()).path, 'data')
    server = stack.use(await startServer(data))
    for (const args of [['ann', '--admin'], ['bob'], ['carol']]) {
      await runCli(['user', 'add', ...args, '--password-stdin', '--data', data], `${password}\n`)
    }
  })
  afterAll(() => stack.disposeAsync())

  const run = (...args: string[]) => runCli([...args, '--data', data])
  const runFor = async <T>(...args: string[]): Promise<T> => {
    const { output, errors } = await run(...args, '--json')
    expect(errors).toBe('')
    return JSON.parse(output) as T
  }
  const signIn = async (secret: string): Promise<number> => {
    const headers = { authorization: `Basic ${btoa(`bob:${secret}`)}` }
    return (await server.ask('GET', '/api/v1/me', { headers })).status
  }

  it('find users by a part of their name', async () => {
    const { output } = await run('user', 'list', '--search', 'aro')
    expect(output).toMatch(/^NAME .*\ncarol /)
    expect(output.split('\n')).toHaveLength(3)
    expect((await run('user', 'list', '--search', 'nobody')).output).toBe('Nobody is found.\n')
  })

  it('show and change a user', async () => {
    const changed = await run('user', 'change', 'bob', '--admin', '--email', 'bob@example.org')
    expect(changed).toMatchObject({ status: 0, errors: '' })
    const { output } = await run('user', 'show', 'bob')
    expect(output).toMatch(/^Name +bob\nDisplay name +bob\nE-mail +bob@example.org\nAdministrator +yes\n/)
    await run('user', 'change', 'bob', '--no-admin', '--no-email', '--display-name', 'Bob B.')
    expect(await runFor('user', 'show', 'bob')).toMatchObject({
      admin: false,
      email: null,
      displayName: 'Bob B.',
    })
  })

  it('give a user a new password', async () => {
    const given = await runCli(
      ['user', 'password', 'bob', '--password-stdin', '--data', data],
      'another horse battery\n',
    )
    expect(given).toMatchObject({ status: 0, output: 'bob signs in with the new password.\n' })
  })

  it('lock and unlock an account', async () => {
    expect(await runFor('user', 'disable', 'bob')).toMatchObject({ disabled: true })
    expect((await run('user', 'show', 'bob')).output).toContain('Can sign in    no, disabled')
    expect(await runFor('user', 'enable', 'bob')).toMatchObject({ disabled: false })
  })

  it('delete a user', async () => {
    expect(await run('user', 'delete', 'carol')).toMatchObject({ status: 0, output: 'carol is deleted.\n' })
    expect(await run('user', 'show', 'carol')).toMatchObject({
      status: 1,
      errors: expect.stringContaining('There is no user with this name.'),
    })
  })

  it('hand over what a user leaves behind', async () => {
    await runCli(['user', 'add', 'dan', '--password-stdin', '--data', data], `${password}\n`)
    await run('files', 'mkdir', '/Reports', '--as', 'dan')
    const toNobody = await run('user', 'delete', 'dan', '--hand-over-to', 'nobody')
    expect(toNobody).toMatchObject({ status: 1, errors: expect.stringContaining('handOverTo') })
    const handedOver = await run('user', 'delete', 'dan', '--hand-over-to', 'bob')
    expect(handedOver).toMatchObject({
      status: 0,
      output: 'dan is deleted. bob has the files, in a folder “Files of …”.\n',
    })
    expect((await run('files', 'ls', '/Files of dan', '--as', 'bob')).output).toContain('Reports/')
  })

  it('keep groups and their members', async () => {
    await run('group', 'add', 'physics', '--display-name', 'Physics')
    await run('group', 'member', 'add', 'physics', 'ann')
    await run('group', 'member', 'add', 'physics', 'bob')
    await run('group', 'member', 'remove', 'physics', 'bob')
    await run('group', 'rename', 'physics', 'Physics and astronomy')
    expect((await run('group', 'list')).output).toMatch(/\nphysics +Physics and astronomy +\d{4}-/)
    const { output } = await run('group', 'show', 'physics')
    expect(output).toMatch(/^Name +physics\nDisplay name +Physics and astronomy\nSince +.*\nMembers +ann\n$/)
    expect(await run('group', 'delete', 'physics')).toMatchObject({ status: 0 })
    expect((await run('group', 'list')).output).toBe('No groups.\n')
  })

  it('say what people may do', async () => {
    expect((await run('rights', 'show')).output).toBe('Nothing is said here.\n')
    const denied = await run('rights', 'set', 'share-outward', 'deny')
    expect(denied.output).toMatch(/^RIGHT +RULING\nshare-outward +denied\n$/)
    expect(await runFor('rights', 'set', 'share-outward', 'allow', '--user', 'ann')).toEqual({
      'share-outward': true,
    })
    expect(await runFor('rights', 'set', 'share-outward', 'unset')).toEqual({})
    expect(await runFor('rights', 'show', '--user', 'ann')).toEqual({ 'share-outward': true })
    expect(await run('rights', 'set', 'share-outward', 'perhaps')).toMatchObject({ status: 2 })
    expect(await run('rights', 'show', '--user', 'ann', '--group', 'physics')).toMatchObject({ status: 2 })
    expect(await run('rights', 'set', 'fly', 'allow')).toMatchObject({ status: 1 })
  })

  it('make app passwords, which open something until they are revoked', async () => {
    const made = await run('app-password', 'create', 'phone', '--as', 'bob')
    expect(made).toMatchObject({ status: 0, errors: '' })
    expect(await signIn(made.output.trim())).toBe(200)
    const { appPasswords } = await runFor<{ appPasswords: { id: string; name: string }[] }>(
      'app-password',
      'list',
      '--as',
      'bob',
    )
    expect(appPasswords).toMatchObject([{ name: 'phone' }])
    await run('app-password', 'revoke', appPasswords[0]?.id ?? '', '--as', 'bob')
    expect(await signIn(made.output.trim())).toBe(401)
  })

  it('sign a browser out', async () => {
    const { status } = await server.ask('POST', '/api/v1/session', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'ann', password }),
    })
    expect(status).toBe(201)
    const { sessions } = await runFor<{ sessions: { id: string }[] }>('session', 'list', '--as', 'ann')
    expect(sessions).toHaveLength(1)
    const ended = await run('session', 'revoke', sessions[0]?.id ?? '', '--as', 'ann')
    expect(ended).toMatchObject({ status: 0, output: 'It is signed out.\n' })
    expect((await run('session', 'list', '--as', 'ann')).output).toBe('Nowhere.\n')
  })
})
