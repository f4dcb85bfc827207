import { expect, it } from 'vitest'
import { sharesOf } from './processor-profile.ts'

const frame = (functionName: string, url = '') => ({ functionName, url })

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
