import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createManualClock } from '../platform/testing/manual-clock.ts'
import { showProgress } from './progress.ts'

const mebibyte = 1024 * 1024

function terminal({ isTTY = true } = {}) {
  const written: string[] = []
  const errors = Object.assign(new PassThrough(), { isTTY, columns: 90 })
  errors.on('data', (chunk: Buffer) => written.push(chunk.toString().replace('\r\u001b[K', '')))
  return { errors, clock: createManualClock(), written }
}

describe('the progress of long work', () => {
  it('says how much is done, how fast, and when it ends', async () => {
    const place = terminal()
    const progress = showProgress(place, { total: 40 * mebibyte })
    progress.name('May.pdf')
    await place.clock.advance(2000)
    progress.advance(10 * mebibyte)
    expect(place.written).toEqual([
      '[#####...............]  25 %  10.0 MiB of 40.0 MiB  5.0 MiB/s  0:06 left  May.pdf',
    ])
    progress[Symbol.dispose]()
    expect(place.written).toHaveLength(2)
  })

  it('is drawn ten times in a second at most, and fits into the line', async () => {
    const place = terminal()
    using progress = showProgress(place, { total: mebibyte })
    progress.name('n'.repeat(200))
    for (let step = 0; step < 100; step += 1) {
      await place.clock.advance(10)
      progress.advance(1024)
    }
    expect(place.written).toHaveLength(10)
    for (const line of place.written) expect(line).toHaveLength(89)
  })

  it('counts where the end is unknown, and keeps names from moving the cursor', async () => {
    const place = terminal()
    using progress = showProgress(place, {})
    progress.name('a\u001b[2Jb')
    await place.clock.advance(3_723_000)
    progress.advance(3723)
    expect(place.written).toEqual(['3.6 KiB  1 B/s  a�[2Jb'])
  })

  it.each([
    { about: 'nobody looks', isTTY: false, json: false },
    { about: 'a program reads', isTTY: true, json: true },
  ])('is silent where $about', async ({ isTTY, json }) => {
    const place = terminal({ isTTY })
    using progress = showProgress(place, { total: mebibyte, json })
    await place.clock.advance(2000)
    progress.advance(1024)
    expect(place.written).toEqual([])
  })
})
