import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildPackages, publishable, publishedManifest } from './build-packages.ts'

const installed = fileURLToPath(new URL('../node_modules', import.meta.url))
let folder: string

/** A program of somebody else: the packages lie in its `node_modules`, and no types are stripped there. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-packages-'))
  await mkdir(join(folder, 'node_modules/@isthmus'), { recursive: true })
  await buildPackages(join(folder, 'node_modules/@isthmus'))
  for (const library of ['zod', 'saxes', 'xmlchars', 'structured-headers']) {
    await symlink(join(installed, library), join(folder, 'node_modules', library))
  }
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
}, 120_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

test('another program uses the built packages without any TypeScript', async () => {
  await writeFile(
    join(folder, 'program.js'),
    `import { createDigest } from '@isthmus/http-signatures'
     import { formatOcmAddress, parseOcmAddress } from '@isthmus/ocm'
     import { parseDavPath } from '@isthmus/webdav'
     import { createInMemoryTree } from '@isthmus/webdav/testing'
     const parsed = parseOcmAddress('ann@CLOUD.example')
     console.log(formatOcmAddress(parsed.address), createDigest(Buffer.from('')).length > 0)
     console.log(parseDavPath('/dav/a%20b', '/dav').path, typeof createInMemoryTree)`,
  )
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--no-experimental-strip-types', 'program.js'],
    {
      cwd: folder,
    },
  )
  expect(stdout).toBe("ann@cloud.example true\n[ 'a b' ] function\n")
})

test('a built package holds no sources, tests or fixtures', async () => {
  for (const name of publishable) {
    const files = await readdir(join(folder, 'node_modules/@isthmus', name), { recursive: true })
    expect(files).toContain('index.d.ts')
    expect(files.filter((file) => /(?<!\.d)\.ts$|\.test\.|fixtures|tsconfig/.test(file))).toEqual([])
  }
})

test('the published manifest points to what was built', () => {
  const manifest = { name: 'x', exports: { '.': './src/index.ts', './testing': './src/testing/tree.ts' } }
  expect(publishedManifest(manifest)).toMatchObject({
    exports: {
      '.': { types: './index.d.ts', default: './index.js' },
      './testing': { types: './testing/tree.d.ts', default: './testing/tree.js' },
    },
  })
})
