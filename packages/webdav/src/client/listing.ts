import type { DavPath, ResourceQuestion } from '../resource-tree.ts'
import type { Answer, Exchange } from './exchange.ts'
import { type MultistatusResponse, readMultistatus } from './multistatus-reader.ts'
import type { RemoteAddresses, RemotePlace } from './remote-address.ts'
import type { EntryFormat, RemoteEntry } from './remote-entry.ts'
import { RemoteRefusal } from './remote-refusal.ts'
import { RemoteTrouble } from './remote-trouble.ts'

/**
 * A resource and what is directly in it; nothing is in a file. `children` streams and is consumed once; whoever does
 * not consume it to the end disposes of the listing.
 */
export interface RemoteListing extends AsyncDisposable {
  readonly self: RemoteEntry
  /**
   * Fails with `RemoteTrouble` when the listing turns out to be incomplete, or larger than 100,000 entries or 64 MiB.
   * What does not lie directly in the folder is left out. Names may repeat: NFC can make one of two.
   */
  readonly children: AsyncIterable<RemoteEntry>
}

/** How a resource or a listing is asked for: with the question of a tree. */
export interface ListingOptions extends ResourceQuestion {
  readonly signal?: AbortSignal | undefined
}

/** Where and how is asked. */
interface ListingContext {
  readonly exchange: Exchange
  readonly addresses: RemoteAddresses
  readonly formatFor: (question: ResourceQuestion) => EntryFormat
}

interface Located {
  readonly response: MultistatusResponse
  readonly path: DavPath
  readonly href: string
}

/** Asks for one resource (PROPFIND, `Depth: 0`); `undefined` when nothing is there. */
export async function statRemote(
  context: ListingContext,
  place: RemotePlace,
  options: ListingOptions,
): Promise<RemoteEntry | undefined> {
  try {
    return await askForOne(context, place, options)
  } catch (error) {
    if (error instanceof RemoteRefusal && error.status === 404) return undefined
    throw error
  }
}

async function askForOne(
  context: ListingContext,
  place: RemotePlace,
  { signal, ...question }: ListingOptions,
): Promise<RemoteEntry> {
  const { exchange, addresses } = context
  const url = addresses.urlOf(place)
  const format = context.formatFor(question)
  const answer = await propfind(exchange, url, '0', format, signal)
  const responses = await Array.fromAsync(responsesOf(answer, format, signal))
  const own = responses.find(({ href }) => addresses.locate(href, url)?.path.length === 0)
  // There is but one resource that `Depth: 0` can mean, whatever the other server calls it.
  const response = own ?? (responses.length === 1 ? responses[0] : undefined)
  if (response === undefined) throw new RemoteTrouble('malformed', 'the answer does not hold the resource')
  return toSelf(format, response, new URL(url).pathname, addresses.nameOf(place))
}

/** Asks for a resource and what is in it (PROPFIND, `Depth: 1`): one request, however many there are. */
export async function listRemote(
  context: ListingContext,
  place: RemotePlace,
  { signal, ...question }: ListingOptions,
): Promise<RemoteListing> {
  const { exchange, addresses } = context
  const url = addresses.urlOf(place, true)
  const format = context.formatFor(question)
  const answer = await propfind(exchange, url, '1', format, signal)
  const located = locateAll(responsesOf(answer, format, signal), addresses, url)

  // The resource itself comes first by custom, not by rule.
  const before: Located[] = []
  let next = await located.next()
  while (!next.done && next.value.path.length > 0) {
    before.push(next.value)
    next = await located.next()
  }
  if (next.done) throw new RemoteTrouble('malformed', 'the listing does not hold the resource itself')

  return {
    self: toSelf(format, next.value.response, next.value.href, addresses.nameOf(place)),
    children: childrenOf(format, before, located),
    async [Symbol.asyncDispose]() {
      answer.body.destroy()
      await located.return(undefined)
    },
  }
}

async function propfind(
  exchange: Exchange,
  url: string,
  depth: '0' | '1',
  { question }: EntryFormat,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  return exchange({
    method: 'PROPFIND',
    url,
    headers: { depth, 'content-type': 'application/xml; charset=utf-8', accept: 'application/xml, text/xml' },
    body: question,
    expected: [207],
    signal,
  })
}

async function* responsesOf(
  { body }: Answer,
  { wanted, keeps }: EntryFormat,
  signal: AbortSignal | undefined,
): AsyncGenerator<MultistatusResponse, undefined> {
  try {
    yield* readMultistatus(body, wanted, keeps)
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
  return undefined
}

/** Drops what does not lie in the folder or directly below it: another server may write any address it likes. */
async function* locateAll(
  responses: AsyncIterable<MultistatusResponse>,
  addresses: RemoteAddresses,
  folderUrl: string,
): AsyncGenerator<Located, undefined> {
  for await (const response of responses) {
    const location = addresses.locate(response.href, folderUrl)
    if (location !== undefined && location.path.length <= 1) yield { response, ...location }
  }
  return undefined
}

async function* childrenOf(
  { read }: EntryFormat,
  before: readonly Located[],
  rest: AsyncGenerator<Located, undefined>,
): AsyncGenerator<RemoteEntry> {
  for await (const { response, path, href } of concat(before, rest)) {
    const name = path[0]
    // What has a status of its own is there, but not for us.
    if (name !== undefined && (response.status ?? 200) < 300) yield read(response, name, href)
  }
}

async function* concat<T>(first: readonly T[], rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield* first
  yield* rest
}

function toSelf(
  { read }: EntryFormat,
  response: MultistatusResponse,
  href: string,
  name: string,
): RemoteEntry {
  const { status } = response
  if (status !== undefined && status >= 300) throw new RemoteRefusal('PROPFIND', status)
  return read(response, name, href)
}
