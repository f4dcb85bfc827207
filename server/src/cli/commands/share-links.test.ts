import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { temporaryFolder } from '../testing/running-server.ts'

interface Shown {
  readonly id: string
  readonly permissions: readonly string[]
  readonly expiresAt: string | null
  readonly link: Readonly<Record<string, unknown>>
}

describe('isthmus share, for links', () => {
  let stack: AsyncDisposableStack
  let data: string

  beforeEach(async () => {
    stack = new AsyncDisposableStack()
    const { path } = stack.use(await temporaryFolder())
    data = join(path, 'data')
    const user = ['user', 'add', 'ann', '--password-stdin', '--public-url', 'http://localhost:8080']
    await runCli([...user, '--data', data], 'correct horse\n')
    await mkdir(join(path, 'Trip'))
    await runCli(['files', 'put', join(path, 'Trip'), '--as', 'ann', '--data', data])
  })
  afterEach(() => stack.disposeAsync())

  const share = (args: readonly string[], input = '') =>
    runCli(['share', ...args, '--as', 'ann', '--data', data], input)
  const shown = async (args: readonly string[], input = '') => {
    const { output, errors } = await share([...args, '--json'], input)
    if (errors !== '') throw new Error(errors)
    return JSON.parse(output) as Shown
  }

  it('makes one with all that it can have, shows it again, changes it and takes everything away', async () => {
    const wishes = ['--password-stdin', '--max-downloads', '3', '--label', 'club', '--expires', '7d']
    const made = await shown(['create', '/Trip', '--link', ...wishes], 'link password\n')
    expect(made).toMatchObject({
      permissions: ['read'],
      link: { label: 'club', hasPassword: true, maxDownloads: 3, downloads: 0 },
    })
    const listed = await share(['list'])
    expect(listed.output).toContain(String(made.link['url']))
    expect(listed.output).toContain('whoever has the link (club)')
    const away = ['--no-password', '--max-downloads', 'none', '--label', '', '--expires', 'never']
    expect(await shown(['change', made.id, ...away])).toMatchObject({
      expiresAt: null,
      link: { url: made.link['url'], label: null, hasPassword: false, maxDownloads: null },
    })
  })

  it('makes one that only takes files', async () => {
    expect(await shown(['create', '/Trip', '--link', '--drop-only'])).toMatchObject({
      permissions: ['create'],
    })
  })

  it.each([
    [['create', '/Trip', 'bob@cloud.example', '--link'], 'Name one recipient'],
    [['create', '/Trip', '--link', '--max-downloads', '0'], '1 or more'],
    [['create', '/Trip', '--link', '--password'], 'no terminal to ask'],
    [['create', '/Trip', 'bob@cloud.example', '--label', 'x'], 'Only a link can have this'],
  ])('refuses %j', async (args, complaint) => {
    const { status, errors } = await share(args)
    expect(status).not.toBe(0)
    expect(errors).toContain(complaint)
  })
})
