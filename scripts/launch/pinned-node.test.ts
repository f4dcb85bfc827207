import { readFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isNewEnough, pinnedNode, provideNode, verifyIntegrity } from './pinned-node.mjs'

describe('the pinned Node.js', () => {
  let root = ''
  const { PATH } = process.env

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'isthmus-launch-'))
  })
  afterEach(async () => {
    process.env['PATH'] = PATH
    await rm(root, { recursive: true })
  })

  it.each([
    ['v18.20.8', false],
    ['v23.11.1', false],
    ['v24.0.0', true],
    ['v24.21.0', true],
    ['v26.0.0', true],
    ['v100.0.0', true],
  ])('%s is new enough: %s', (version, expected) => {
    expect(isNewEnough(version)).toBe(expected)
  })

  it('is new enough, and the same for bin/isthmus', () => {
    expect(isNewEnough(pinnedNode.version)).toBe(true)
    const script = readFileSync(join(import.meta.dirname, '../../bin/isthmus'), 'utf8')
    expect(script).toContain(`pinned_version=${pinnedNode.version}\n`)
    expect(script).toContain('least_major=24\n')
  })

  it('has a digest of 64 bytes for each platform', () => {
    for (const source of Object.values(pinnedNode.packages)) {
      const [algorithm, digest = ''] = source?.integrity.split('-') ?? []
      expect(algorithm).toBe('sha512')
      expect(Buffer.from(digest, 'base64')).toHaveLength(64)
    }
  })

  it('is accepted by its digest alone', () => {
    const integrity =
      'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw=='
    expect(() => verifyIntegrity(Buffer.from('abc'), integrity)).not.toThrow()
    expect(() => verifyIntegrity(Buffer.from('abd'), integrity)).toThrow('is not the one')
  })

  it('is not needed when the running one is new enough', async () => {
    expect(await provideNode(root, fail)).toBe(process.execPath)
  })

  it('is used when it is there', async () => {
    const platform = `${process.platform}-${process.arch}`
    const bin = join(root, '.toolchain', `node-${pinnedNode.version}-${platform}`, 'bin')
    await mkdir(bin, { recursive: true })
    await writeFile(join(bin, 'node'), '')
    expect(await provideNode(root, fail, 'v20.0.0')).toBe(join(bin, 'node'))
  })

  it('is refused when the registry gives another one, and nothing is left behind', async () => {
    const npm = join(root, 'npm')
    await writeFile(npm, `#!/bin/sh\necho forged >"$4/\${2%@*}-${pinnedNode.version}.tgz"\n`)
    await chmod(npm, 0o755)
    process.env['PATH'] = `${root}:${PATH}`
    await expect(provideNode(root, () => undefined, 'v20.0.0')).rejects.toThrow('is not the one')
    expect(await readdir(join(root, '.toolchain'))).toEqual([])
  })
})

function fail(line: string): never {
  throw new Error(`nothing should be fetched: ${line}`)
}
