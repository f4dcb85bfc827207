import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

test('a process dies at the passing that was asked for, not before', async () => {
  const { printed, exit } = await run('before-commit:2')
  expect(printed).toBe('0 1 ')
  expect(exit).toEqual([null, 'SIGKILL'])
})

test('without the variable, or at another point, it lives on', async () => {
  for (const crashAt of ['', 'before-blob-fsync']) {
    const { printed, exit } = await run(crashAt)
    expect(printed).toBe('0 1 2 ')
    expect(exit).toEqual([0, null])
  }
})

test.each(['nowhere', 'nowhere:1', 'before-commit:0', 'before-commit:often'])(
  '%s, at which nothing would ever happen, stops the start',
  async (crashAt) => {
    expect((await run(crashAt)).exit).toEqual([1, null])
  },
)

async function run(crashAt: string) {
  const script = `
    import { writeSync } from 'node:fs'
    import { crashPoint } from ${JSON.stringify(new URL('crash-points.ts', import.meta.url).href)}
    for (const count of [0, 1, 2]) {
      writeSync(1, count + ' ')
      crashPoint('before-commit')
    }`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ISTHMUS_CRASH_AT: crashAt },
  })
  const [printed, exit] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return { printed, exit }
}
