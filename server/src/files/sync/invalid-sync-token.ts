import { ResourceError } from '@isthmus/webdav'

export function invalidSyncToken(): ResourceError {
  return new ResourceError('invalid-sync-token', 'Too much has happened since. Begin anew, without a token.')
}
