import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { startServer, temporaryFolder } from '../testing/running-server.ts'

describe('the commands for what is kept of files', () => {
  const stack = new AsyncDisposableStack()
  let folder: string
  let data: string

  beforeAll(async () => {
    folder = stack.use(await temporaryFolder()).path
    data = join(folder, 'data')
    stack.use(await startServer(data))
    for (const args of [['ann', '--admin'], ['bob'], ['eve']]) {
      await runCli(['user', 'add', ...args, '--password-stdin', '--data', data], 'correct horse battery\n')
    }
  })
  afterAll(() => stack.disposeAsync())

  const run = (...args: string[]) => runCli([...args, '--data', data], '', { workingDirectory: folder })
  const runFor = async <T>(...args: string[]): Promise<T> => {
    const { output, errors } = await run(...args, '--json')
    expect(errors).toBe('')
    return JSON.parse(output) as T
  }
  const put = async (text: string, ...args: string[]) => {
    await writeFile(join(folder, 'plan.txt'), text)
    expect(await run('files', 'put', 'plan.txt', ...args)).toMatchObject({ errors: '' })
  }

  it('list what is in the trash, take it out, and empty it', async () => {
    await put('x', '/a.txt', '--as', 'ann')
    await put('x', '/b.txt', '--as', 'ann')
    for (const name of ['/a.txt', '/b.txt']) await run('files', 'rm', name, '--as', 'ann')
    const { output } = await run('trash', 'list', '--as', 'ann')
    expect(output).toMatch(
      /^ID +PATH +SIZE +REMOVED +DELETED FOR GOOD\n\d+ +\/b\.txt +1 B .*\n\d+ +\/a\.txt /,
    )
    const { items } = await runFor<{ items: { id: string; path: string }[] }>('trash', 'list', '--as', 'ann')
    const [b, a] = items
    expect(await run('trash', 'restore', a?.id ?? '', '--as', 'ann')).toMatchObject({
      status: 0,
      output: 'It is at /a.txt.\n',
    })
    expect(await run('trash', 'restore', a?.id ?? '', '--as', 'ann')).toMatchObject({
      status: 1,
      errors: expect.stringContaining('This is not in the trash'),
    })
    expect(await run('trash', 'delete', b?.id ?? '', '--as', 'ann')).toMatchObject({ status: 0 })
    await run('files', 'rm', '/a.txt', '--as', 'ann')
    expect((await run('trash', 'empty', '--as', 'ann')).output).toBe('Deleted for good: 1.\n')
    expect((await run('trash', 'list', '--as', 'ann')).output).toBe('It is empty.\n')
  })

  it('list what a file held before, and give it back', async () => {
    await put('first', '/plan.txt', '--as', 'ann')
    expect((await run('versions', 'list', '/plan.txt', '--as', 'ann')).output).toBe('It was never changed.\n')
    await put('second', '/plan.txt', '--as', 'ann')
    const { versions } = await runFor<{ versions: { id: string }[] }>(
      'versions',
      'list',
      '/plan.txt',
      '--as',
      'ann',
    )
    expect(versions).toMatchObject([{ size: 5 }])
    const restored = await run('versions', 'restore', 'plan.txt', versions[0]?.id ?? '', '--as', 'ann')
    expect(restored).toMatchObject({ status: 0, output: '/plan.txt is what it was.\n' })
    expect((await run('files', 'ls', '/plan.txt', '--as', 'ann')).output).toMatch(/plan\.txt +5 B/)
    expect(await run('versions', 'list', '/none.txt', '--as', 'ann')).toMatchObject({
      status: 1,
      errors: expect.stringContaining('There is no file /none.txt.'),
    })
    expect(await run('versions', 'list', '/no/folder', '--as', 'ann')).toMatchObject({ status: 1 })
    expect(await run('versions', 'list', '/', '--as', 'ann')).toMatchObject({ status: 1 })
  })

  it('make a space for a team, say who belongs to it and how much it holds, and delete it', async () => {
    const { id } = await runFor<{ id: string }>('space', 'create', 'Choir', '--as', 'bob')
    await run('group', 'add', 'staff')
    await run('space', 'member', 'add', id, 'eve', '--role', 'editor', '--as', 'bob')
    await run('space', 'member', 'add', id, 'staff', '--group', '--as', 'bob')
    const members = await run('space', 'members', id, '--as', 'eve')
    expect(members.output).toMatch(/^NAME +KIND +ROLE +SINCE\n(?=.*\n)(?=[^]*bob +user +manager)/)
    expect(members.output).toMatch(/\neve +user +editor /)
    expect(members.output).toMatch(/\nstaff +group +viewer /)
    await run('space', 'member', 'remove', id, 'staff', '--group', '--as', 'bob')
    expect(await run('space', 'member', 'add', id, 'nobody', '--as', 'bob')).toMatchObject({ status: 1 })
    expect(await run('space', 'member', 'add', id, 'eve', '--role', 'boss', '--as', 'bob')).toMatchObject({
      status: 2,
    })

    expect((await run('space', 'quota', id, '1GiB')).output).toBe('It may hold 1.0 GiB.\n')
    expect((await run('space', 'rename', id, 'Big choir', '--as', 'bob')).status).toBe(0)
    const listed = await run('space', 'list')
    expect(listed.output).toMatch(new RegExp(`\\n${id} +Big choir +0 B +1\\.0 GiB `))
    const ofEve = await run('space', 'list', '--as', 'eve')
    expect(ofEve.output).toMatch(/\n\d+ +\(own files\) +manager /)
    expect(ofEve.output).toMatch(/ Big choir +editor /)
    expect((await run('space', 'quota', id, 'none')).output).toBe('It has no limit.\n')
    expect(await run('space', 'quota', id, 'much')).toMatchObject({
      status: 2,
      errors: expect.stringContaining('Write none, or a size with its unit'),
    })

    expect(await run('space', 'delete', id, '--as', 'bob')).toMatchObject({
      status: 2,
      errors: expect.stringContaining('Big choir'),
    })
    expect(await run('space', 'delete', id, '--confirm', 'Choir', '--as', 'bob')).toMatchObject({ status: 1 })
    expect(await run('space', 'delete', id, '--confirm', 'Big choir', '--as', 'bob')).toMatchObject({
      status: 0,
    })
    expect((await run('space', 'list')).output).toBe('No spaces.\n')
  })

  it('work on the files of a team, too', async () => {
    const { id } = await runFor<{ id: string }>('space', 'create', 'Choir', '--as', 'bob')
    expect((await run('trash', 'list', '--as', 'bob', '--space', id)).output).toBe('It is empty.\n')
    expect(await run('trash', 'list', '--as', 'eve', '--space', id)).toMatchObject({ status: 1 })
    expect(await run('versions', 'list', '/none', '--as', 'bob', '--space', id)).toMatchObject({ status: 1 })
  })
})

describe('isthmus keys', () => {
  it('makes keys that sign and seal, and shows which ones do', async () => {
    await using folder = await temporaryFolder()
    const data = join(folder.path, 'data')
    const run = (...args: string[]) =>
      runCli(['keys', ...args, '--data', data, '--public-url', 'http://localhost:8080'])
    expect((await run('list')).output).toMatch(
      /^KEY +ALGORITHM +STATE +SINCE\nlocalhost:8080#\S+ +Ed25519 +signs .*\nk1 +A256GCM +seals /,
    )
    expect((await run('rotate')).output).toMatch(/^localhost:8080#\S+ signs from \d{4}-.*\.\n$/)
    expect(await run('rotate')).toMatchObject({
      status: 1,
      errors: expect.stringContaining('A new key is published already'),
    })
    expect((await run('rotate', '--immediately')).output).toMatch(/^localhost:8080#\S+ signs\.\n$/)
    expect((await run('rotate', '--sealing')).output).toBe(
      'k2 seals what is stored from now on. Make a backup.\n',
    )
    const { output } = await run('list')
    expect(output).toMatch(/\nk1 +A256GCM +opens .*\nk2 +A256GCM +seals /)
    expect(output.split('\n')).toHaveLength(5)
  })
})
