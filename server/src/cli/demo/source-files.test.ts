import { createHash } from 'node:crypto'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../testing/running-server.ts'
import { filesOfFolder, foldersOf, ownFiles } from './source-files.ts'

describe('the files of a folder', () => {
  it('are all of those in it and below, but nothing that a link leads to', async () => {
    await using folder = await temporaryFolder()
    const root = join(folder.path, 'files')
    await mkdir(join(root, 'a/b/empty'), { recursive: true })
    await writeFile(join(folder.path, 'secret'), 'outside')
    await writeFile(join(root, 'top.txt'), 'top')
    await writeFile(join(root, 'a/b/deep.txt'), 'deep')
    await symlink(join(folder.path, 'secret'), join(root, 'link'))
    await symlink(folder.path, join(root, 'a', 'around'))

    const files = await filesOfFolder(root)
    expect(files.map(({ path, size }) => [path, size])).toEqual([
      ['a/b/deep.txt', 4],
      ['top.txt', 3],
    ])
    const [deep] = await Promise.all(files.map(async (file) => String(await buffer(file.open()))))
    expect(deep).toBe('deep')
    expect(foldersOf(files)).toEqual(['a', 'a/b'])
  })

  it('are refused when there is nothing to show', async () => {
    await using folder = await temporaryFolder()
    await expect(filesOfFolder(folder.path)).rejects.toMatchObject({ code: 'no-files', status: 2 })
    await expect(filesOfFolder(join(folder.path, 'missing'))).rejects.toMatchObject({ code: 'no-files' })
  })
})

describe('the demo’s own files', () => {
  it('are the documentation and one that is the same each time', async () => {
    const files = await ownFiles()
    expect(files.map(({ path }) => path)).toContain('docs/reference/cli.md')
    const large = files.at(-1)
    expect(large).toMatchObject({ path: 'random-64-MiB.bin', size: 67_108_864 })
    const digest = async () => {
      const hash = createHash('sha256')
      for await (const chunk of large?.open() ?? []) hash.update(chunk)
      return hash.digest('hex')
    }
    expect(await digest()).toBe(await digest())
  })
})
