import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { processes, type ServerProcess } from '@isthmus/testkit'
import { expect, it } from 'vitest'
import { type ClientFolder, createClientFolder } from './client-folder.ts'
import { writeOddTree } from './odd-tree.ts'

it('rclone copies 500 files with odd names and one of 50 MB, and reads them back the same', async () => {
  await using world = await processes({ a: {} })
  await world.servers.a.person('ann')
  await using ann = await createRclone(world.servers.a, 'ann')
  await writeOddTree(ann.local, 499)
  await writeFile(join(ann.local, 'large.bin'), randomBytes(50 * 1024 * 1024))

  await ann.rclone('copy', ann.local, 'cloud:Everything')
  expect(await ann.compare('Everything')).toEqual({ differences: 0, matching: 500 })
  // Nothing is sent again: the names come back as rclone knows them.
  expect(await ann.rclone('copy', '--verbose', ann.local, 'cloud:Everything')).toContain(
    'nothing to transfer',
  )
})

it('rclone brings over what was changed, added, renamed and removed meanwhile', async () => {
  await using world = await processes({ a: {} })
  await world.servers.a.person('ann')
  await using ann = await createRclone(world.servers.a, 'ann')
  await writeOddTree(ann.local, 100)
  await ann.rclone('sync', ann.local, 'cloud:Work')
  await change(ann.local)

  expect(await ann.compare('Work')).not.toMatchObject({ differences: 0 })
  await ann.rclone('sync', '--track-renames', '--track-renames-strategy', 'leaf', ann.local, 'cloud:Work')
  expect(await ann.compare('Work')).toEqual({ differences: 0, matching: 100 })
})

it('what one person’s rclone does in a folder behind a mount, the owner’s finds the same', async () => {
  await using world = await processes({ a: {}, b: {} })
  const { a, b } = world.servers
  const [{ files, share }, { address, arrival, accept }] = [await a.person('ann'), await b.person('bob')]
  await using ann = await createRclone(a, 'ann')
  await using bob = await createRclone(b, 'bob')
  await files.mkcol('Trip')
  await share('Trip', address)
  const [item] = await arrival(1)
  await accept(item?.id ?? '')

  await writeOddTree(bob.local, 100)
  await writeFile(join(bob.local, 'large.bin'), randomBytes(20 * 1024 * 1024))
  await bob.rclone('copy', bob.local, 'cloud:Shared/Trip')
  expect(await bob.compare('Shared/Trip')).toEqual({ differences: 0, matching: 101 })
  await ann.rclone('copy', 'cloud:Trip', ann.local)
  expect(await bob.rclone('check', '--download', bob.local, ann.local)).toContain(' 0 differences')

  await change(bob.local)
  await bob.rclone('sync', bob.local, 'cloud:Shared/Trip')
  await ann.rclone('sync', 'cloud:Trip', ann.local)
  expect(await bob.rclone('check', '--download', bob.local, ann.local)).toContain(' 0 differences')
})

interface Rclone extends ClientFolder {
  /** A folder on this machine, empty at first. */
  readonly local: string
  /** Runs it; `cloud:` is where the user's files are. @throws when it fails */
  rclone(...args: string[]): Promise<string>
  /** Reads all bytes on both sides. */
  compare(remote: string): Promise<{ differences: number; matching: number }>
}

async function createRclone({ origin }: ServerProcess, username: string): Promise<Rclone> {
  const folder = await createClientFolder(username)
  const local = join(folder.path, 'local')
  await mkdir(local)
  const obscured = await folder.run('rclone', ['obscure', `password of ${username}`])
  const environment = {
    RCLONE_CONFIG: '',
    RCLONE_CONFIG_CLOUD_TYPE: 'webdav',
    RCLONE_CONFIG_CLOUD_VENDOR: 'other',
    RCLONE_CONFIG_CLOUD_URL: `${origin}/dav/files/${username}`,
    RCLONE_CONFIG_CLOUD_USER: username,
    RCLONE_CONFIG_CLOUD_PASS: obscured.trim(),
  }
  const rclone = (...args: string[]) => folder.run('rclone', args, { environment })
  return {
    ...folder,
    local,
    rclone,
    async compare(remote) {
      // It fails when there are differences, and says how many.
      const checking = rclone('check', '--download', local, `cloud:${remote}`)
      const said = await checking.catch((error: { stdout: string }) => error.stdout)
      return { differences: countOf(said, 'differences found'), matching: countOf(said, 'matching files') }
    },
  }
}

function countOf(said: string, what: string): number {
  return Number(new RegExp(String.raw`(\d+) ${what}`).exec(said)?.[1] ?? 0)
}

/** As many files as before: some longer, one renamed, some moved into another folder, one gone and one new. */
async function change(folder: string): Promise<void> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== 'large.bin')
    .map(({ name }) => name)
  const [first = '', second = '', third = '', ...rest] = names.toSorted()
  await rename(join(folder, first), join(folder, `renamed ${first}`.slice(0, 100)))
  await mkdir(join(folder, 'a/b/ü'), { recursive: true })
  await rename(join(folder, second), join(folder, 'a/b/ü', second))
  await rm(join(folder, third))
  await writeFile(join(folder, 'new 🌍.txt'), 'new')
  for (const name of rest.slice(0, 5)) await writeFile(join(folder, name), randomBytes(4_321))
}
