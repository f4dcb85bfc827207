import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { temporaryFolder } from '../testing/running-server.ts'

describe('whom a cloud trusts, from the command line', () => {
  const stack = new AsyncDisposableStack()
  let data: string

  beforeAll(async () => {
    data = join(stack.use(await temporaryFolder()).path, 'data')
    await runCli(
      ['user', 'add', 'bob', '--password-stdin', '--data', data, '--public-url', 'https://cloud.example'],
      'correct horse battery\n',
    )
  })
  afterAll(() => stack.disposeAsync())

  /** What a command prints; it must succeed. */
  async function say(...args: string[]): Promise<string> {
    const { status, output, errors } = await runCli([...args, '--data', data])
    expect([args, status, errors]).toEqual([args, 0, ''])
    return output
  }
  async function ask<T>(...args: string[]): Promise<T> {
    return JSON.parse(await say(...args, '--json')) as T
  }

  it('the policy is shown, chosen, taken back', async () => {
    expect(await say('federation', 'policy', 'show')).toMatch(/federation\.policy +known +default/)
    expect(await say('federation', 'policy', 'set', 'listed')).toMatch(/listed +chosen here/)
    expect(await say('setting', 'set', 'shares.pendingPerPeer', '7')).toMatch(/pendingPerPeer +7 +chosen/)
    expect(await say('setting', 'unset', 'federation.policy')).toMatch(/known +default/)
    expect(await say('setting', 'list')).toMatch(/provider +Isthmus +default/)
    const wrong = await runCli(['setting', 'set', 'shares.pendingPerPeer', 'many', '--data', data])
    expect([wrong.status, wrong.errors]).toEqual([1, expect.stringContaining('A whole number from 1')])
    expect((await runCli(['federation', 'policy', 'set', 'maybe', '--data', data])).status).toBe(2)
  })

  it('servers are allowed, blocked, listed, forgotten', async () => {
    expect(await say('peer', 'list')).toBe('No servers yet.\n')
    expect(await say('peer', 'allow', 'Friend.example:443')).toContain('is allowed')
    await say('peer', 'block', 'spam.example:8443', '--note', 'advertisements')
    expect(await say('peer', 'list')).toMatch(/friend\.example +allowed[^]*spam\.example:8443 +blocked/)
    const shown = await say('peer', 'show', 'spam.example:8443')
    expect(shown).toMatch(/Note +advertisements[^]*Signed shares +refused \(peer-blocked\)/)
    await say('peer', 'unblock', 'spam.example:8443')
    await say('peer', 'forget', 'friend.example')
    expect((await ask<{ peers: unknown[] }>('peer', 'list')).peers).toEqual([])
    expect((await runCli(['peer', 'show', 'friend.example', '--data', data])).status).toBe(1)
  })

  it('senders are blocked for everybody or for one user', async () => {
    await say('federation', 'sender', 'block', 'eve@spam.example')
    await say('inbox', 'sender', 'block', 'mallory@spam.example', '--as', 'bob')
    expect(await say('federation', 'sender', 'list')).toMatch(/^ADDRESS[^]*eve@spam\.example/)
    const mine = await ask<{ senders: { address: string }[] }>('inbox', 'sender', 'list', '--as', 'bob')
    expect(mine.senders.map(({ address }) => address)).toEqual(['mallory@spam.example'])
    await say('federation', 'sender', 'unblock', 'eve@spam.example')
    await say('inbox', 'sender', 'unblock', 'mallory@spam.example', '--as', 'bob')
    expect(await say('federation', 'sender', 'list')).toBe('Nobody is blocked.\n')
  })

  it('more clouds are made in one data folder, share with each other without a network, and are renamed', async () => {
    expect(await say('tenant', 'add', 'https://physics.example')).toContain('--tenant physics.example')
    const there = ['--tenant', 'physics.example']
    const added = await runCli(
      ['user', 'add', 'ann', '--password-stdin', ...there, '--data', data],
      'correct horse battery\n',
    )
    expect(added.status).toBe(0)
    await say('files', 'mkdir', '/Trip', '--as', 'ann', ...there)
    const shared = ['share', 'create', '/Trip', 'bob@cloud.example', '--as', 'ann', ...there]
    expect(await ask<object>(...shared)).toMatchObject({ state: 'announced' })
    const { items } = await ask<{ items: { id: string; name: string }[] }>('inbox', 'list', '--as', 'bob')
    expect(items).toMatchObject([{ name: 'Trip', trust: { level: 'signed' }, server: 'physics.example' }])
    await say('inbox', 'accept', items[0]?.id ?? '', '--as', 'bob')
    expect(await ask<object>('share', 'list', '--as', 'ann', ...there)).toMatchObject({
      shares: [{ state: 'accepted' }],
    })
    await say('tenant', 'rename', 'physics.example', 'https://science.example')
    expect(await say('tenant', 'list')).toMatch(/cloud\.example[^]*science\.example/)
    const gone = await runCli(['user', 'list', '--tenant', 'physics.example', '--data', data])
    expect([gone.status, gone.errors]).toEqual([1, expect.stringContaining('No cloud')])
  })
})
