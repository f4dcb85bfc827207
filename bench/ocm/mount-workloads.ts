import { largeRead, listing, type Workload } from '../dav/workloads.ts'
import type { OcmSizes } from './sizes.ts'

/** What is done through a mount and, where it can, through nginx as a proxy before the same folder. */
export function mountWorkloads({ seconds }: Pick<OcmSizes, 'seconds'>): readonly Workload[] {
  const small = { connections: 16, until: { seconds } }
  return [
    {
      name: 'mount-get-10k',
      title: 'GET 10 kB through a mount',
      unit: '/s',
      more: true,
      target: { times: 0.5, of: 'nginx' },
      order: () => ({ method: 'GET', target: 'small.bin', status: 200, ...small }),
      value: ({ requests, seconds: taken }) => requests / taken,
    },
    {
      name: 'mount-get-large',
      title: 'GET of the large file through a mount',
      unit: 'MB/s',
      more: true,
      target: { times: 0.5, of: 'nginx' },
      order: () => ({ ...largeRead, connections: 1, until: { requests: 1 } }),
      value: ({ bytes, seconds: taken }) => bytes / 1e6 / taken,
    },
    {
      name: 'mount-propfind-100',
      title: 'PROPFIND, depth 1, 100 files through a mount',
      unit: '/s',
      more: true,
      order: () => ({ ...listing('hundred/'), ...small }),
      value: ({ requests, seconds: taken }) => requests / taken,
    },
    {
      name: 'mount-propfind-10000',
      title: 'PROPFIND, depth 1, 10,000 files through a mount: first byte',
      unit: 'ms',
      more: false,
      target: { atMost: 150 },
      order: () => ({ ...listing('many/'), connections: 1, until: { requests: 1 } }),
      value: ({ firstByte }) => firstByte,
    },
  ]
}
