import type { Readable } from 'node:stream'
import {
  type DavOptions,
  davMethods,
  detachBody,
  handleDav,
  parseDavPath,
  ResourceError,
  type ResourceTree,
} from '@isthmus/webdav'
import type { Call, Reply } from '../route.ts'

/** The methods of a WebDAV route. */
export const methods = davMethods

/**
 * Answers a request from a tree.
 * @param mountPath - where the tree is served, percent-encoded, without a slash at the end
 * @param dataFingerprint - for trees that are synchronised
 * @throws ResourceError for a path that cannot exist
 */
export async function answerDav(
  call: Call,
  tree: ResourceTree,
  mountPath: string,
  { dataFingerprint }: Pick<DavOptions, 'dataFingerprint'> = {},
): Promise<Reply> {
  const { method, rawUrl, headers, stream, tenant } = call
  const address = parseDavPath(rawUrl, mountPath)
  if (!address.ok) {
    throw address.reason === 'malformed'
      ? new ResourceError('bad-path', 'This is not an address that can exist here.')
      : new ResourceError('not-found', 'There is nothing at this address.')
  }
  const { path, trailingSlash } = address
  let detached: Readable | undefined
  const request = {
    method,
    path,
    trailingSlash,
    headers,
    left: call.left,
    // Most requests have none, and nobody asks for it.
    get body() {
      return (detached ??= detachBody(stream))
    },
  }
  try {
    return await handleDav(request, tree, {
      mountPath,
      origins: [tenant.publicUrl],
      listings: call.application.listings,
      now: call.application.clock.now,
      ...(dataFingerprint !== undefined && { dataFingerprint }),
    })
  } finally {
    // Whoever throws the rest of the body away must not meet a reader who holds it back.
    detached?.destroy()
  }
}
