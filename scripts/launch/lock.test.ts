import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withLock } from './lock.mjs'

describe('the lock of the launcher', () => {
  let folder = ''
  let lock = ''
  const lines: string[] = []
  const report = () => void lines.push('waits')

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isthmus-lock-'))
    lock = join(folder, 'lock')
    lines.length = 0
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('lets one work at a time', async () => {
    const order: string[] = []
    const first = withLock(lock, report, async () => {
      order.push('first begins')
      while (lines.length === 0) await setImmediate()
      order.push('first ends')
    })
    while (!existsSync(lock)) await setImmediate()
    await withLock(lock, report, async () => void order.push('second'))
    await first
    expect(order).toEqual(['first begins', 'first ends', 'second'])
    expect(lines).toEqual(['waits'])
    expect(existsSync(lock)).toBe(false)
  })

  it('is touched all the time, so that the holder counts as alive', async () => {
    const touched = async () => (await stat(lock)).mtimeMs
    const work = async () => {
      const before = await touched()
      while ((await touched()) === before) await setImmediate()
    }
    await withLock(lock, report, work, { beat: 5 })
  })

  it('is taken over from a holder that died', async () => {
    await mkdir(lock)
    let worked = 0
    await withLock(lock, report, async () => void (worked += 1), { beat: 5, staleAfter: 50 })
    expect(worked).toBe(1)
  })

  it('is free again when the work failed', async () => {
    const failing = withLock(lock, report, () => Promise.reject(new Error('no disk')))
    await expect(failing).rejects.toThrow('no disk')
    expect(existsSync(lock)).toBe(false)
  })
})
