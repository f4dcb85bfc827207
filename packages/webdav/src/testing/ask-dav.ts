import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { parseDavPath } from '../dav-path.ts'
import type { DavOptions } from '../dav-request.ts'
import { handleDav } from '../handle-dav.ts'
import type { ListingMemory } from '../listing-memory.ts'
import type { ResourceTree } from '../resource-tree.ts'
import { testNow } from './trees.ts'

const askedAt: DavOptions = { mountPath: '/dav', origins: ['https://cloud.example'] }

export interface Asked {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

interface AskOptions {
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
  /** Epoch milliseconds. */
  readonly now?: number
  readonly dataFingerprint?: string
  readonly listings?: ListingMemory
}

/**
 * Asks the engine without HTTP.
 * @param target - request target below the root of the tree, percent-encoded (`/a%20b.txt`)
 */
export async function askDav(
  tree: ResourceTree,
  method: string,
  target: string,
  { headers = {}, body = '', now = testNow, ...options }: AskOptions = {},
): Promise<Asked> {
  const address = parseDavPath(askedAt.mountPath + target, askedAt.mountPath)
  if (!address.ok) throw new Error(`not an address: ${target}`)
  const { path, trailingSlash } = address
  const request = { method, path, trailingSlash, headers, body: Readable.from([Buffer.from(body)]) }
  const answer = await handleDav(request, tree, { ...askedAt, now: () => now, ...options })
  const { body: sent = '' } = answer
  const whole = sent instanceof Readable ? await text(sent) : Buffer.from(sent).toString()
  return { status: answer.status, headers: answer.headers, text: whole }
}
