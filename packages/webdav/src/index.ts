/**
 * WebDAV (RFC 4918, classes 1, 2 and 3): an engine that serves any `ResourceTree`, and a client.
 */
export type {
  WebdavClientRequest,
  WebdavClientResponse,
  WebdavSend,
} from './client/exchange.ts'
export type { ListingOptions, RemoteListing } from './client/listing.ts'
export type { RemoteLock, RemoteLockOrder } from './client/locking.ts'
export type { RemoteReading } from './client/reading.ts'
export type { RemotePlace } from './client/remote-address.ts'
export type { RemoteEntry, RemoteLockFacts } from './client/remote-entry.ts'
export { RemoteRefusal } from './client/remote-refusal.ts'
export { RemoteTrouble, type RemoteTroubleCode } from './client/remote-trouble.ts'
export { createWebdavClient, type WebdavClient, type WebdavClientOptions } from './client/webdav-client.ts'
export { type DavPathParsing, isPathName, maxNameBytes, maxPathDepth, parseDavPath } from './dav-path.ts'
export type { DavOptions, DavRequest, DavResponse } from './dav-request.ts'
export { davErrorResponse } from './error-answer.ts'
export { davMethods, handleDav } from './handle-dav.ts'
export { parsePreconditions } from './headers/precondition-headers.ts'
export { resolveRange } from './headers/range.ts'
export { ListingMemory, type RememberedListing } from './listing-memory.ts'
export { detachBody } from './node/detach-body.ts'
export { serveDav } from './node/serve-dav.ts'
export {
  checkPreconditions,
  type EtagCondition,
  type PreconditionOutcome,
  type Preconditions,
} from './preconditions.ts'
export { isClientProperty } from './properties/property-name.ts'
export { ResourceError, type ResourceErrorReason, resourceErrorStatus } from './resource-error.ts'
export type * from './resource-tree.ts'
