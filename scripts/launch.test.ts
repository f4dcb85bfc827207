import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockfileStamp } from './launch/dependencies.mjs'

/** Stands for the program: says how it was started, and ends with 7 when it is told to stop. */
const program = `
const say = (value) => console.log(value)
say(JSON.stringify({ pid: process.pid, args: process.argv.slice(2) }))
if (process.argv.includes('fail')) process.exitCode = 3
if (process.argv.includes('wait')) {
  const timer = setInterval(() => {}, 1000)
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => { say(signal); clearInterval(timer); process.exitCode = 7 })
  }
  say('ready')
}
`

/** Stands for npm: counts its calls, and makes a folder as an installation does. */
const npm =
  '#!/bin/sh\nmkdir -p node_modules/vite/bin\ncp tools/vite.js node_modules/vite/bin\necho "$@" >>npm-calls\nsleep 0.2\n'

/** Stands for Vite: counts its calls, and makes the program and the page of the app. */
const vite = `
import { appendFileSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
const [, , , folder] = process.argv
appendFileSync('vite-calls', process.argv.slice(2).join(' ') + '\\n')
mkdirSync(folder + '/dist', { recursive: true })
if (folder === 'server') copyFileSync('server/src/cli/main.ts', 'server/dist/main.js')
else writeFileSync('web/dist/index.html', '')
`

describe('the launcher', () => {
  let root = ''

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'isthmus-checkout-'))
    for (const name of ['launch.mjs', 'launch'])
      await cp(join(import.meta.dirname, name), join(root, 'scripts', name), { recursive: true })
    await cp(join(import.meta.dirname, '../bin/isthmus'), join(root, 'bin/isthmus'))
    await write('package-lock.json', '{"lockfileVersion":3}')
    await write('package.json', '{"type":"module"}')
    await write('server/src/cli/main.ts', program)
    await write('tools/npm', npm)
    await chmod(join(root, 'tools/npm'), 0o755)
    await write('tools/vite.js', vite)
    await write('web/index.html', '<title>App</title>')
    await write('server/src/http/browser/tokens.css', ':root {}')
    await write('packages/ocm/src/index.ts', '')
  })
  afterEach(() => rm(root, { recursive: true }))

  it('installs once, then only when the lockfile has changed', async () => {
    expect((await launch('cli')).errors).toContain('installed the dependencies')
    expect(await launch('cli')).toMatchObject({ status: 0, errors: '' })
    expect(await callsOf('npm')).toEqual([expect.stringContaining('ci --ignore-scripts')])
    await write('package-lock.json', '{"lockfileVersion":3,"packages":{}}')
    await launch('cli')
    expect(await callsOf('npm')).toHaveLength(2)
  })

  it('installs once when it is started twice at the same time', async () => {
    const [first, second] = await Promise.all([launch('cli'), launch('cli')])
    expect([first.status, second.status]).toEqual([0, 0])
    expect(await callsOf('npm')).toHaveLength(1)
  })

  it('builds once, then only what has changed', async () => {
    const { errors } = await launch('start')
    expect(errors).toContain('built the program')
    expect(errors).toContain('built the web app')
    expect((await launch('start')).errors).toBe('')
    expect(await callsOf('vite')).toEqual(['build server --logLevel warn', 'build web --logLevel warn'])
  })

  it.each([
    ['web/src/main.tsx', ['web']],
    ['packages/ocm/src/index.ts', ['server']],
    ['server/src/http/browser/tokens.css', ['server', 'web']],
    ['server/src/cli/main.test.ts', []],
  ])('when %s has changed, builds anew %j', async (path, folders) => {
    await launch('cli')
    await rm(join(root, 'vite-calls'))
    await write(path, 'changed')
    await launch('cli')
    expect(await callsOf('vite')).toEqual(folders.map((folder) => `build ${folder} --logLevel warn`))
  })

  it.each([
    ['web', 'the web app'],
    ['server', 'the program'],
  ])('says what to do when %s cannot be built, and runs nothing', async (folder, what) => {
    const broken = `if (process.argv.includes('${folder}')) throw new Error('no such module')`
    await write('tools/vite.js', `${vite}\n${broken}`)
    const { status, output, errors } = await launch('start')
    expect({ status, output }).toEqual({ status: 1, output: '' })
    expect(errors).toContain(`Building ${what} failed:\n`)
    expect(errors).toContain('no such module')
  })

  it('says what to do when the installation fails, and runs nothing', async () => {
    await write('tools/npm', '#!/bin/sh\necho "npm error code ENOSPC" >&2\nexit 1\n')
    const { status, output, errors } = await launch('cli')
    expect({ status, output }).toEqual({ status: 1, output: '' })
    expect(errors).toContain('Installing the dependencies failed.\nThe disk is full')
  })

  it('passes arguments in and the exit status out', async () => {
    await stamp()
    const { status, output } = await launch('demo', 'fail', '--files', 'a b')
    expect(status).toBe(3)
    expect(JSON.parse(output)).toMatchObject({ args: ['demo', 'fail', '--files', 'a b'] })
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('hands %s on and waits for the program to end', async (signal) => {
    await stamp()
    const run = start(process.execPath, [join(root, 'scripts/launch.mjs'), 'start', 'wait'])
    await run.saysReady
    run.child.kill(signal)
    expect(await run.result).toMatchObject({ status: 7, output: expect.stringContaining(signal) })
  })

  it('refuses a command that it does not know', async () => {
    expect(await launch('dance')).toMatchObject({ status: 2, errors: expect.stringContaining('usage:') })
  })

  it('is not in between when bin/isthmus is called, also through links', async () => {
    await stamp()
    await mkdir(join(root, 'elsewhere'))
    await symlink('../bin/isthmus', join(root, 'elsewhere/relative'))
    await symlink(join(root, 'elsewhere/relative'), join(root, 'elsewhere/absolute'))
    const run = start(join(root, 'elsewhere/absolute'), ['user', 'fail'])
    const { status, output } = await run.result
    expect(status).toBe(3)
    expect(JSON.parse(output)).toEqual({ pid: run.child.pid, args: ['user', 'fail'] })
  })

  it('prepares what bin/isthmus needs', async () => {
    const { status, output, errors } = await start(join(root, 'bin/isthmus'), ['user']).result
    expect({ status, args: JSON.parse(output) }).toMatchObject({ status: 0, args: { args: ['user'] } })
    expect(errors).toContain('installed the dependencies')
  })

  it('builds the program anew when bin/isthmus is called after a change of its sources', async () => {
    await stamp()
    await write('server/src/cli/main.ts', 'console.log("changed")')
    const { output } = await start(join(root, 'bin/isthmus'), []).result
    expect(output).toBe('changed\n')
    expect(await start(join(root, 'bin/isthmus'), []).result).toMatchObject({ output, errors: '' })
  })

  async function write(path: string, content: string): Promise<void> {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }

  /** Makes it look as if everything is installed and built. */
  async function stamp(): Promise<void> {
    await write('node_modules/vite/bin/vite.js', vite)
    await write('node_modules/.isthmus-lock', await lockfileStamp(root))
    await launch('prepare')
  }

  async function callsOf(tool: 'npm' | 'vite'): Promise<string[]> {
    const calls = await readFile(join(root, `${tool}-calls`), 'utf8').catch(() => '')
    return calls.split('\n').filter(Boolean).toSorted()
  }

  function launch(...args: string[]): Promise<Result> {
    return start(process.execPath, [join(root, 'scripts/launch.mjs'), ...args]).result
  }

  function start(file: string, args: string[]) {
    const PATH = `${join(root, 'tools')}:${dirname(process.execPath)}:/usr/bin:/bin`
    const child = spawn(file, args, { env: { PATH }, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const ready = Promise.withResolvers<void>()
    let output = ''
    let errors = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.includes('ready')) ready.resolve()
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text
    })
    const result = once(child, 'close').then((): Result => ({ status: child.exitCode, output, errors }))
    return { child, saysReady: ready.promise, result }
  }
})

interface Result {
  readonly status: number | null
  readonly output: string
  readonly errors: string
}
