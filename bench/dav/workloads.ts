import { join } from 'node:path'
import type { LoadResult } from '../load/load-order.ts'
import type { BenchServer } from '../servers/bench-server.ts'
import type { Target } from './measure.ts'
import type { Sizes } from './sizes.ts'
import { makeFolder, type Order, type Stage } from './stage.ts'

/** Something that all servers do in turns. */
export interface Workload {
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly more: boolean
  readonly target?: Target
  /** @param place - a name that no other order has had */
  order(server: BenchServer, place: string): Order
  /** Makes what the order needs. */
  prepare?(stage: Stage, server: BenchServer, place: string): Promise<void>
  /** The figure that counts. */
  value(result: LoadResult): number
}

/** Connections of small requests: enough that no server has to wait for the generator. */
const connections = 16

export function workloadsOf({ seconds }: Sizes): readonly Workload[] {
  const small = { connections, until: { seconds } }
  const perSecond = { unit: '/s', more: true, value: rate }
  return [
    {
      ...perSecond,
      name: 'propfind-100',
      title: 'PROPFIND, depth 1, 100 files',
      target: { times: 1.5, of: 'apache' },
      order: () => ({ ...listing('hundred/'), ...small }),
    },
    {
      ...perSecond,
      name: 'propfind-100-new',
      title: 'The same, asked as nobody has asked before',
      order: (_, place) => ({ ...listing('hundred/', `<!-- ${place} {n} -->`), ...small }),
    },
    {
      ...perSecond,
      name: 'get-10k',
      title: 'GET 10 kB',
      target: { times: 0.5, of: 'apache' },
      order: () => ({ method: 'GET', target: 'small.bin', status: 200, ...small }),
    },
    {
      ...perSecond,
      name: 'put-10k',
      title: 'PUT 10 kB, flushed',
      target: { times: 1, of: 'apache' },
      prepare: makeFolder,
      order: ({ unflushed }, place) => ({
        ...upload(place),
        ...small,
        ...(unflushed !== undefined && { flushIn: join(unflushed, place) }),
      }),
    },
    {
      ...perSecond,
      name: 'put-10k-as-it-is',
      title: 'PUT 10 kB, as each server does it',
      prepare: makeFolder,
      order: (_, place) => ({ ...upload(place), ...small }),
    },
    {
      name: 'get-large',
      title: 'GET of the large file',
      unit: 'MB/s',
      more: true,
      target: { times: 0.8, of: 'apache' },
      order: () => ({ ...largeRead, connections: 1, until: { requests: 1 } }),
      value: ({ bytes, seconds: taken }) => bytes / 1e6 / taken,
    },
    {
      name: 'propfind-10000',
      title: 'PROPFIND, depth 1, 10,000 files: first byte',
      unit: 'ms',
      more: false,
      target: { atMost: 50 },
      order: () => ({ ...listing('many/'), connections: 1, until: { requests: 1 } }),
      value: ({ firstByte }) => firstByte,
    },
  ]
}

export const largeRead = { method: 'GET', target: 'large.bin', status: 200 }

function upload(place: string) {
  return { method: 'PUT', target: `${place}/file-{n}.bin`, body: 10_000, status: 201 }
}

/**
 * Asks for what a client that synchronises asks for.
 * @param remark - makes it another question; with `{n}` each of them
 */
export function listing(target: string, remark = '') {
  return {
    method: 'PROPFIND',
    target,
    headers: { depth: '1', 'content-type': 'application/xml' },
    body:
      '<?xml version="1.0" encoding="utf-8"?><d:propfind xmlns:d="DAV:"><d:prop><d:resourcetype/>' +
      `<d:getcontentlength/><d:getlastmodified/><d:getetag/></d:prop></d:propfind>${remark}`,
    status: 207,
  }
}

function rate({ requests, seconds }: LoadResult): number {
  return requests / seconds
}
