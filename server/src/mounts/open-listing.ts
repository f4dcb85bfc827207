import type { DavPath, RemoteEntry, ResourceQuestion } from '@isthmus/webdav'
import type { RemoteConnection } from './remote-connection.ts'

/** Some of the children of a folder, in the order in which its server lists them. */
export type ListingPart = readonly RemoteEntry[]

/** A listing of which the first part has arrived. Whoever does not read it to its end disposes of it. */
export interface OpenListing extends AsyncDisposable {
  readonly self: RemoteEntry
  readonly first: ListingPart
  /** What comes after it, consumed once; absent when that is all. */
  readonly rest?: AsyncIterable<ListingPart>
}

/** So many entries are taken together: more would keep whoever waits for the first of them waiting. */
const partLength = 1000

/**
 * Asks for the listing of a folder inside a mount, with one request. A short one is whole before anything of it is
 * shown; a long one is passed on while it arrives, and fails when it turns out to be incomplete.
 * @throws ResourceError
 */
export async function openListing(
  connection: RemoteConnection,
  path: DavPath,
  question: ResourceQuestion | undefined,
): Promise<OpenListing> {
  const asked = path.length === 0 ? 'root' : 'inside'
  return connection.ask(asked, async (client, signal) => {
    await using resources = new AsyncDisposableStack()
    const listing = resources.use(await client.list(path, { ...question, signal }))
    const children = listing.children[Symbol.asyncIterator]()
    const first = await nextPart(children)
    if (first.length < partLength) return { self: listing.self, first, [Symbol.asyncDispose]: async () => {} }
    const owned = resources.move()
    const rest = async function* () {
      let part: ListingPart
      do {
        part = await connection.readOn(asked, () => nextPart(children))
        yield part
      } while (part.length === partLength)
    }
    return { self: listing.self, first, rest: rest(), [Symbol.asyncDispose]: () => owned.disposeAsync() }
  })
}

async function nextPart(children: AsyncIterator<RemoteEntry>): Promise<RemoteEntry[]> {
  const part: RemoteEntry[] = []
  while (part.length < partLength) {
    const next = await children.next()
    if (next.done === true) break
    part.push(next.value)
  }
  return part
}
