/**
 * The way to what is mounted: asks the share's server with the right credential, and leaves a server that is down
 * alone.
 */
import { chooseProfile } from '@isthmus/ocm'
import {
  createWebdavClient,
  RemoteRefusal,
  RemoteTrouble,
  ResourceError,
  type WebdavClient,
} from '@isthmus/webdav'
import type { MountsContext } from './context.ts'
import type { PeerCircuit } from './peer-circuit.ts'
import { CredentialRefused, type PeerCredentials } from './peer-credentials.ts'
import type { StoredReceivedShare } from './received-share-repository.ts'
import { type Asked, ClosedPeer, isSilence, leftAlone, resourceErrorOf } from './resource-error-of.ts'
import type { ShareAddresses } from './share-addresses.ts'

export interface RemoteConnection {
  /** Ends whatever is asked. */
  readonly signal: AbortSignal
  /**
   * Runs one exchange with the share's server.
   * @param asked - what it is about
   * @param question - is given the signal that ends it
   * @param options.repeatable - whether it can be done again, should the token turn out to be stale
   * @throws ResourceError; the reason of the signal; what the question itself throws
   */
  ask<T>(
    asked: Asked,
    question: (client: WebdavClient, signal: AbortSignal) => Promise<T>,
    options?: { repeatable?: boolean },
  ): Promise<T>
  /**
   * Reads on in the answer to a question.
   * @throws as `ask`
   */
  readOn<T>(asked: Asked, work: () => Promise<T>): Promise<T>
}

export interface RemoteState {
  readonly circuit: PeerCircuit
  readonly credentials: PeerCredentials
  readonly addresses: ShareAddresses
  /** Ends whatever is asked. */
  readonly signal: AbortSignal
  /** Whether what the share shows is known again, or cannot be found out now. */
  noteReach(within: boolean): Promise<void>
}

export function connectTo(
  context: MountsContext,
  share: StoredReceivedShare,
  state: RemoteState,
): RemoteConnection {
  const { circuit, credentials, addresses, signal, noteReach } = state
  const { peer } = share
  let connected: WebdavClient | undefined

  return {
    signal,
    async ask(asked, question, { repeatable = true } = {}) {
      if (await context.federation.isBlocked(share.tenant, peer)) {
        await noteReach(false)
        throw new ClosedPeer(peer)
      }
      const wait = circuit.waitFor(peer)
      if (wait > 0) {
        await noteReach(false)
        throw leftAlone(peer, wait)
      }
      return readOn(asked, () => askTwice((client) => question(client, signal), repeatable))
    },
    readOn,
  }

  async function readOn<T>(asked: Asked, work: () => Promise<T>): Promise<T> {
    const askedAt = context.clock.now()
    try {
      const answer = await work()
      circuit.succeeded(peer)
      await noteReach(true)
      return answer
    } catch (error) {
      const said = resourceErrorOf(peer, error, asked)
      // Whoever asked has left, or failed himself: the peer has no part in it.
      if (said === error) throw error
      if (isSilence(error)) {
        circuit.failed(peer, askedAt)
        addresses.forget(share.id)
      } else circuit.succeeded(peer)
      await noteReach(!(said instanceof ResourceError && said.reason === 'unavailable'))
      throw said
    }
  }

  async function askTwice<T>(
    question: (client: WebdavClient) => Promise<T>,
    repeatable: boolean,
  ): Promise<T> {
    signal.throwIfAborted()
    try {
      connected ??= await connect(context, share, state)
      return await question(connected)
    } catch (error) {
      const stale = error instanceof RemoteRefusal && error.status === 401
      if (stale) credentials.forget(share.id)
      if (!stale || !repeatable) throw error
      connected ??= await connect(context, share, state)
      return await question(connected)
    }
  }
}

async function connect(
  context: MountsContext,
  share: StoredReceivedShare,
  { credentials, addresses, signal }: RemoteState,
): Promise<WebdavClient> {
  const discovered = await context.federation.discover(share.peer)
  if (!discovered.ok) {
    if (discovered.passing) throw new RemoteTrouble('unreachable', discovered.detail)
    throw new CredentialRefused(discovered.reason, false)
  }
  const { discovery } = discovered
  const access = chooseProfile(discovery).access(
    { resourceType: share.resourceKind, ...(share.uri === '' ? {} : { uri: share.uri }) },
    discovery,
  )
  if (!access.ok) throw new CredentialRefused(access.reason, false)
  const { scheme } = access
  const clientAt = (baseUrl: string): WebdavClient =>
    createWebdavClient({
      baseUrl,
      send: (request, options) => context.outbound.send(request, { ...options, purpose: 'mount' }),
      authorization: () => credentials.authorization(share, discovery, scheme),
    })
  const knock = async (url: string, limit: AbortSignal): Promise<boolean> =>
    (await clientAt(url).stat([], { signal: limit })) !== undefined
  try {
    return clientAt(await addresses.choose(share.id, [access.url, ...access.alternateUrls], knock, signal))
  } catch (error) {
    // The URI is no path that a listing could be compared with.
    if (error instanceof TypeError) throw new CredentialRefused('invalid-uri', false)
    throw error
  }
}
