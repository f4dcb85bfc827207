import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { program } from '@isthmus/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

describe('the demo', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isthmus-e2e-'))
    await mkdir(join(folder, 'files/Notes & more'), { recursive: true })
    await writeFile(join(folder, 'files/Notes & more/Grüße 100%.txt'), 'Grüße')
    await writeFile(join(folder, 'files/empty'), '')
    await writeFile(join(folder, 'files/large.bin'), Buffer.alloc(300_000, 'isthmus'))
    await mkdir(join(folder, 'tmp'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('shows the main job from beginning to end and leaves nothing behind', async () => {
    const { status, output, errors } = await runDemo('--exit', '--files', join(folder, 'files')).ended
    expect(errors).toBe('')
    for (const line of [
      'federation.allowHttpFallback and federation.allowPrivateNetworks',
      '✔ 3 files with 293.0 KiB are in',
      'Bob’s server tells what it can',
      'POST /ocm/shares HTTP/1.1',
      'signature-input: ',
      '✔ Content-Digest is the digest of the body',
      'Ann sees “accepted”',
      'came alone, with status 206',
      '✔ Ann reads the very words under the new name',
      '✔ Ann replaced the text',
      '✔ all 3 files (293.0 KiB), read at Bob’s address, have the SHA-256 that Ann’s had',
      '✔ Carol has it at /Shared/Project at once',
      '✔ Ann’s server is down: Bob’s folders list as before',
      '✔ Ann’s server is up again',
      'Ann sees “declined”',
      '✔ when its time was over it was gone',
      '✔ it is gone for Bob',
      'All 14 steps did what they should',
    ]) {
      expect(output).toContain(line)
    }
    expect(status).toBe(0)
    expect(await readdir(join(folder, 'tmp'))).toEqual([])
  })

  it('leaves both clouds up until it is told to stop', async () => {
    const demo = runDemo('--files', join(folder, 'files'))
    await demo.says('peer inspect')
    demo.stop()
    const { status, output } = await demo.ended
    expect(output).toMatch(/curl -u bob:\w+ http:\/\/localhost:\d+\/api\/v1\/inbox\n/)
    expect(status).toBe(0)
    expect(await readdir(join(folder, 'tmp'))).toEqual([])
  })

  it('can be interrupted at any time', async () => {
    const demo = runDemo('--exit', '--files', join(folder, 'files'))
    await demo.says('2. ')
    demo.stop()
    expect(await demo.ended).toMatchObject({ status: 130, errors: 'isthmus: Interrupted.\n' })
    expect(await readdir(join(folder, 'tmp'))).toEqual([])
  })

  /** Runs the demo as a process of its own, with a folder for temporary files that can be looked into. */
  function runDemo(...args: string[]) {
    const demo = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', program, 'demo', ...args],
      {
        env: { ...process.env, TMPDIR: join(folder, 'tmp') },
      },
    )
    let output = ''
    let errors = ''
    demo.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    demo.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    const ended = once(demo, 'close').then(([status]) => ({
      status: status as number | null,
      output,
      errors,
    }))
    return {
      ended,
      stop: () => demo.kill('SIGINT'),
      /** Resolves when it has said something, or is at its end. */
      says: (words: string) =>
        Promise.race([
          ended,
          new Promise<void>((done) => demo.stdout.on('data', () => output.includes(words) && done())),
        ]),
    }
  }
})
