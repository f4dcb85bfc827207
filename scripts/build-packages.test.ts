import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishable, publishedManifest } from './build-packages.ts'
import { installPackages, type StrangersProgram } from './testing/install-packages.ts'

let program: StrangersProgram

beforeAll(async () => {
  program = await installPackages()
}, 120_000)

afterAll(() => program[Symbol.asyncDispose]())

describe.each(publishable)('the built package %s', (name) => {
  it('holds JavaScript with its declarations, README, LICENSE and manifest, and nothing else', async () => {
    const entries = await readdir(program.packageFolder(name), { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
    expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'package.json', 'index.js']))
    const code = files.filter((file) => !/^(?:README\.md|LICENSE|package\.json)$/.test(file))
    expect(code.filter((file) => !/^[a-z0-9-]+(?:\.d\.ts|\.js)$/.test(file))).toEqual([])
    const scripts = code.filter((file) => file.endsWith('.js'))
    expect(code.toSorted()).toEqual(
      scripts.flatMap((file) => [file.replace('.js', '.d.ts'), file]).toSorted(),
    )
  })

  it('has a manifest with all that its users rely on', async () => {
    const manifest = await manifestOf(name)
    expect(manifest).toMatchObject({
      name: `@isthmus/${name}`,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      description: expect.stringMatching(/^.{20,}\.$/),
      keywords: expect.arrayContaining([expect.any(String)]),
      license: 'Apache-2.0',
      type: 'module',
      engines: { node: '>=24' },
      sideEffects: false,
    })
    expect(Object.keys(manifest)).not.toContain('private')
    for (const entry of Object.values(manifest.exports)) {
      for (const file of [entry.types, entry.default]) {
        expect(await readFile(join(program.packageFolder(name), file), 'utf8')).not.toBe('')
      }
    }
  })

  it('depends on the version of the other ones that is built beside it', async () => {
    const { dependencies } = await manifestOf(name)
    for (const [dependency, range] of Object.entries(dependencies)) {
      if (!dependency.startsWith('@isthmus/')) continue
      const { version } = await manifestOf(dependency.replace('@isthmus/', ''))
      expect(range).toBe(`^${version}`)
    }
  })

  it('keeps its doc comments', async () => {
    const declarations = await readFile(join(program.packageFolder(name), 'index.d.ts'), 'utf8')
    expect(declarations).toMatch(/^\/\*\*\n \* /)
  })
})

it('the published manifest points to what was built', () => {
  const manifest = { name: 'x', exports: { '.': './src/index.ts', './testing': './src/testing/tree.ts' } }
  expect(publishedManifest(manifest)).toMatchObject({
    exports: {
      '.': { types: './index.d.ts', default: './index.js' },
      './testing': { types: './testing/tree.d.ts', default: './testing/tree.js' },
    },
  })
})

interface BuiltManifest {
  readonly version: string
  readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string }>>
  readonly dependencies: Readonly<Record<string, string>>
}

async function manifestOf(name: string): Promise<BuiltManifest> {
  return JSON.parse(
    await readFile(join(program.packageFolder(name), 'package.json'), 'utf8'),
  ) as BuiltManifest
}
