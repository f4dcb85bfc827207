import { type Network, type NetworkOptions, network } from './network.ts'
import type { NetworkServer } from './network-server.ts'
import type { InboxItemView, Person, ShareView, ShareWishes } from './person.ts'

/** The main job's cast: Ann has a cloud, Bob has another. */
export interface TwoClouds extends Network {
  /** `a.test`, Ann's. */
  readonly a: NetworkServer
  /** `b.test`, Bob's. */
  readonly b: NetworkServer
  readonly ann: Person
  readonly bob: Person
  /** Ann shares something with Bob, and he accepts; nothing is under way when it resolves. */
  shareAndAccept(path: string, wishes?: ShareWishes): Promise<{ share: ShareView; item: InboxItemView }>
}

/**
 * @param options - more servers, peers, settings; `within`: both clouds are tenants of one server, and meet within its
 *   process
 */
export async function twoClouds({
  within = false,
  ...options
}: Partial<NetworkOptions> & { readonly within?: boolean } = {}): Promise<TwoClouds> {
  await using resources = new AsyncDisposableStack()
  const servers = ['a.test', ...(within ? [] : ['b.test']), ...(options.servers ?? [])]
  const tenants = { ...(within && { 'b.test': 'a.test' }), ...options.tenants }
  const net = resources.use(await network({ ...options, servers, tenants }))
  const [a, b] = [net.server('a.test'), net.server('b.test')]
  const [ann, bob] = await Promise.all([a.person('ann'), b.person('bob')])
  const owned = resources.move()
  return {
    ...net,
    a,
    b,
    ann,
    bob,
    async shareAndAccept(path, wishes) {
      const share = await ann.share(path, bob.address, wishes)
      await net.settle()
      const [newest] = await bob.inbox()
      const item = await bob.accept(newest?.id ?? '')
      await net.settle()
      return { share, item }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
