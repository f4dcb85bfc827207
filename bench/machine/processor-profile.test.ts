import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { readProfile, sharesOf } from './processor-profile.ts'

const frame = (functionName: string, url = '') => ({ functionName, url, lineNumber: 0 })

it('shares of a profile are of the time in which something ran, within the window', () => {
  const profile = {
    nodes: [
      { id: 1, callFrame: frame('(idle)') },
      { id: 2, callFrame: frame('#execute', 'file:///x/server/src/platform/database/sqlite-connection.ts') },
      { id: 3, callFrame: frame('parse', 'file:///x/node_modules/@a/b/dist/index.js') },
      { id: 4, callFrame: frame('writev') },
      { id: 5, callFrame: frame('_storeHeader', 'node:_http_outgoing') },
    ],
    samples: [3, 1, 2, 3, 4, 5, 5, 3],
    timeDeltas: [50_000, 50_000, 40_000, 10_000, 20_000, 20_000, 10_000, 90_000],
  }
  expect(sharesOf(profile, { from: 60, to: 210 })).toEqual([
    { area: 'SQLite, called by server/platform/database', share: 0.4 },
    { area: 'Node.js: HTTP', share: 0.3 },
    { area: 'system calls and builtins', share: 0.2 },
    { area: '@a/b', share: 0.1 },
  ])
})

it('what was built into one file is told apart by the sources that it is from', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'isthmus-profile-'))
  const built = join(folder.path, 'server/dist/server.js')
  await mkdir(join(folder.path, 'server/dist'), { recursive: true })
  const lines = ['// packages/webdav/src/a.ts', 'f()', '// node_modules/zod/index.js', '// a comment', 'g()']
  await writeFile(built, lines.join('\n'))
  const at = (lineNumber: number) => ({ functionName: 'f', url: pathToFileURL(built).href, lineNumber })
  const profile = {
    nodes: [
      { id: 1, callFrame: at(1) },
      { id: 2, callFrame: at(4) },
    ],
    samples: [1, 2],
    timeDeltas: [30_000, 10_000],
  }
  await writeFile(join(folder.path, 'a.cpuprofile'), JSON.stringify(profile))
  const read = await readProfile(folder.path)
  expect(sharesOf(read.profile, { from: 0, to: 50 })).toEqual([
    { area: 'packages/webdav', share: 0.75 },
    { area: 'zod', share: 0.25 },
  ])
})
