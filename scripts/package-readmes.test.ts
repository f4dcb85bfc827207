/**
 * What the READMEs of the packages promise to whoever installs them: the programs in there are those of strangers, with
 * the built packages in `node_modules`, where Node strips no types.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { stripTypeScriptTypes } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishable } from './build-packages.ts'
import { installPackages, type StrangersProgram } from './testing/install-packages.ts'

const compiler = fileURLToPath(new URL('../node_modules/.bin/tsc', import.meta.url))
let program: StrangersProgram
const examples = new Map<string, readonly string[]>()

beforeAll(async () => {
  program = await installPackages()
  for (const name of publishable) {
    const readme = await readFile(join(program.packageFolder(name), 'README.md'), 'utf8')
    const codes = Array.from(readme.matchAll(/^```ts\n(.*?)^```/gms), ([, code = '']) => code)
    examples.set(name, codes)
    for (const [index, code] of codes.entries()) {
      await program.write(`${name}-${index}.ts`, code)
      await program.write(`${name}-${index}.js`, stripTypeScriptTypes(code))
    }
  }
}, 120_000)

afterAll(() => program[Symbol.asyncDispose]())

describe('the README of http-signatures', () => {
  it.each([0, 1])('shows a program that prints what it says (%i)', async (index) => {
    const example = exampleOf('http-signatures', index)
    const promised = Array.from(example.matchAll(/^console\.log\(.*\) \/\/ (.*)$/gm), ([, line]) => line)
    expect(promised).not.toEqual([])
    expect((await run(`http-signatures-${index}.js`)).split('\n')).toEqual(promised)
  })
})

describe('the README of ocm', () => {
  it('shows a program that shares with another, signed, and prints what it says', async () => {
    await using drive = await cloudOfSender()
    await using receiver = start('ocm-1.js')
    const TO = await receiver.line()
    const printed = await run('ocm-0.js', { FROM: `ida@${drive.host}`, TO, KEY: drive.privateKey })
    expect(printed).toBe(/^console\.log\(outcome\) \/\/ (.*)$/m.exec(exampleOf('ocm', 0))?.[1])
    expect(await receiver.line()).toBe(`ida@${drive.host} shares "Survey 2026", proven by: signature`)
  })

  it('needs thirty lines for that', () => {
    const lines = exampleOf('ocm', 0).split('\n')
    expect(lines.filter((line) => line !== '' && !line.startsWith('//')).length).toBeLessThanOrEqual(30)
  })
})

describe('the README of webdav', () => {
  it('shows a server and a client that work', async () => {
    await using server = start('webdav-0.js')
    const printed = await run('webdav-1.js', { WEBDAV_URL: await server.line() })
    expect(printed).toBe('folder\nfile Welcome.md\nfolder Plans\nbridge.')
  })
})

it('the programs in the READMEs are of the types that the packages declare', async () => {
  const files = [...examples].flatMap(([name, codes]) => codes.map((_, index) => `${name}-${index}.ts`))
  expect(files).toHaveLength(6)
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2024',
    strict: true,
    noEmit: true,
    types: ['node'],
  }
  await program.write('tsconfig.json', JSON.stringify({ compilerOptions, files }))
  const compiling = promisify(execFile)(compiler, ['-p', program.folder])
  const { stdout } = await compiling.catch((error: { stdout: string }) => error)
  expect(stdout).toBe('')
})

function exampleOf(name: string, index: number): string {
  return examples.get(name)?.[index] ?? ''
}

function nodeArguments(file: string): string[] {
  return ['--no-experimental-strip-types', file]
}

async function run(file: string, env: Record<string, string> = {}): Promise<string> {
  const options = { cwd: program.folder, env: { ...process.env, ...env } }
  const { stdout } = await promisify(execFile)(process.execPath, nodeArguments(file), options)
  return stdout.trim()
}

/** A program that serves on a free port, until it is disposed of. */
function start(file: string) {
  const child: ChildProcess = spawn(process.execPath, nodeArguments(file), {
    cwd: program.folder,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const printed = child.stdout?.setEncoding('utf8').iterator()
  return {
    async line(): Promise<string> {
      const { value } = (await printed?.next()) ?? {}
      return String(value).trim()
    },
    async [Symbol.asyncDispose]() {
      if (child.kill()) await once(child, 'exit')
    },
  }
}

/** The cloud in whose name somebody shares: what it says about itself, and its keys. */
async function cloudOfSender() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const described = { kid: 'drive#1', alg: 'Ed25519', use: 'sig' }
  const server = createServer((request, response) => {
    const isKeys = request.url === '/jwks'
    response.end(
      JSON.stringify(isKeys ? { keys: [{ ...described, ...publicKey.export({ format: 'jwk' }) }] } : about),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const [endPoint, jwksUri] = [`http://${host}/ocm`, `http://${host}/jwks`]
  const about = {
    enabled: true,
    apiVersion: '1.4.0',
    endPoint,
    jwksUri,
    resourceTypes: [],
    capabilities: ['http-sig'],
  }
  return {
    host,
    privateKey: JSON.stringify({ ...described, ...privateKey.export({ format: 'jwk' }) }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
