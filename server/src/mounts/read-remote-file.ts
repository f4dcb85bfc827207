import type { Readable } from 'node:stream'
import {
  type DavPath,
  type ReadOptions,
  type RemoteEntry,
  type RemoteReading,
  RemoteRefusal,
} from '@isthmus/webdav'
import { TreeRefusal } from '../files/index.ts'
import { because } from '../platform/fault-reasons.ts'
import type { MountsContext } from './context.ts'
import { continuedBody } from './continued-body.ts'
import type { RemoteConnection } from './remote-connection.ts'
import { restOfFile } from './rest-of-file.ts'

/** A file of another server on its way; whoever receives it must consume or destroy `body`. */
export interface RemoteFile {
  readonly entry: RemoteEntry
  readonly body: Readable
  readonly range?: NonNullable<RemoteReading['range']>
}

/**
 * Opens a file inside a mount, or the mounted file itself. It has exactly the length that is told of it, else the body
 * fails; when it breaks off and has a strong entity tag, it goes on where that happened.
 * @param look - finds out what is there
 */
export async function readRemoteFile(
  context: Pick<MountsContext, 'clock'>,
  connection: RemoteConnection,
  path: DavPath,
  options: ReadOptions,
  look: () => Promise<RemoteEntry | undefined>,
): Promise<RemoteFile> {
  const asked = path.length === 0 ? 'root' : 'inside'
  const reading = await connection.ask(asked, (client, signal) =>
    client.read(path, { ...options, signal }).catch(throwFolder),
  )
  const { etag, weakEtag, modifiedAt, contentType, checksums, range } = reading
  const size = await sizeOf(reading, look)
  const { first, last } = range ?? { first: 0, last: size - 1 }
  const rest = etag === undefined ? undefined : restOfFile(context, connection, { path, etag, first, last })
  return {
    entry: {
      kind: 'file',
      name: '',
      href: '',
      ...(etag === undefined ? {} : { etag }),
      ...(weakEtag === undefined ? {} : { weakEtag }),
      ...(modifiedAt === undefined ? {} : { modifiedAt }),
      ...(contentType === undefined ? {} : { contentType }),
      ...(checksums === undefined ? {} : { checksums }),
      size,
    },
    body: continuedBody(reading.body, { length: last - first + 1, ...(rest && { rest }) }),
    ...(range === undefined ? {} : { range }),
  }
}

/** GET is no method of a folder, for this server as for most others. */
function throwFolder(error: unknown): never {
  if (!(error instanceof RemoteRefusal) || error.status !== 405) throw error
  throw new TreeRefusal('is-a-folder', because('is-a-folder'), { cause: error })
}

/** A server that sends a file without its length is asked for it: clients must see when the file breaks off. */
async function sizeOf(
  { size, body }: RemoteReading,
  look: () => Promise<RemoteEntry | undefined>,
): Promise<number> {
  if (size !== undefined) return size
  try {
    const entry = await look()
    if (entry?.size !== undefined) return entry.size
    throw new TreeRefusal('unavailable', because('peer-tells-no-length'))
  } catch (error) {
    body.destroy()
    throw error
  }
}
