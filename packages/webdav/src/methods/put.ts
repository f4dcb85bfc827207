import { allowedMethods } from '../capabilities.ts'
import { emptyAnswer, refusal } from '../dav-answer.ts'
import type { DavRequest } from '../dav-request.ts'
import { fileIdHeader } from '../file-id-header.ts'
import { parseChecksum } from '../headers/checksum.ts'
import { quoteEtag } from '../headers/entity-tags.ts'
import { parseUnixTime } from '../modification-time.ts'
import { ResourceError } from '../resource-error.ts'
import type { FileResource, WriteOptions } from '../resource-tree.ts'
import type { DavCall, DavMethod } from './dav-call.ts'

/** PUT (RFC 4918 9.7): creates or replaces a file. */
export const answerPut: DavMethod = async (call) => {
  const { request, tree, preconditions, lockTokens } = call
  const { headers } = request
  if (request.trailingSlash) {
    return refusal(405, 'An address that ends with a slash is a folder; MKCOL makes one.', {
      headers: { allow: allowedMethods('folder', tree) },
    })
  }
  // RFC 9110 14.5: a part of a file would be stored as the whole of it.
  if (headers['content-range'] !== undefined) return refusal(400, 'Parts of a file cannot be written.')
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    return refusal(415, 'Send the file as it is, without Content-Encoding.')
  }
  const modifiedAt = parseModificationTime(headers)
  if (modifiedAt === 'malformed') return refusal(400, 'X-OC-Mtime must be a number of seconds since 1970.')
  const checksum = parseChecksum(headers['oc-checksum'] ?? '')
  if (checksum === 'malformed') return refusal(400, checksumMismatch)

  const length = announcedLength(headers)
  const written = await write(call, {
    preconditions,
    lockTokens,
    ...(length === undefined ? {} : { length }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    ...(checksum === undefined ? {} : { checksum }),
  })
  if (written === undefined) return refusal(400, checksumMismatch)
  const { created, resource } = written
  return emptyAnswer(created ? 201 : 204, {
    etag: quoteEtag(resource.etag),
    'oc-etag': quoteEtag(resource.etag),
    ...fileIdHeader(resource.fileId),
    ...(modifiedAt === undefined ? {} : { 'x-oc-mtime': 'accepted' }),
  })
}

/** In the words of ownCloud, which its clients show. */
const checksumMismatch = 'The computed checksum does not match the one received from the client.'

/** `undefined` when what came is not what the client meant to send. */
async function write(
  { request, tree }: DavCall,
  options: WriteOptions,
): Promise<{ created: boolean; resource: FileResource } | undefined> {
  try {
    return await tree.write(request.path, request.body, options)
  } catch (error) {
    if (error instanceof ResourceError && error.reason === 'checksum-mismatch') return undefined
    throw error
  }
}

/** Clients of the ownCloud family send the time of the last change in seconds, some with a fraction. */
function parseModificationTime(headers: DavRequest['headers']): number | undefined | 'malformed' {
  const value = headers['x-oc-mtime']
  return value === undefined ? undefined : (parseUnixTime(value) ?? 'malformed')
}

function announcedLength(headers: DavRequest['headers']): number | undefined {
  // The macOS Finder sends chunks, and says here how long they are together.
  const value = headers['content-length'] ?? headers['x-expected-entity-length']
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined
}
