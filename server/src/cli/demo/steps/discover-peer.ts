import { openOperator } from '../../operator-client.ts'
import type { Surroundings } from '../../surroundings.ts'
import type { Scene } from '../scene.ts'
import { expectEqual } from '../unexpected.ts'

interface Inspection {
  readonly reachable: boolean
  readonly provider?: string
  readonly apiVersion?: string
  readonly capabilities?: readonly string[]
  readonly keys?: readonly { readonly kid: string; readonly alg: string }[]
}

/** Ann's server asks Bob's what it is (OCM 1.4, Discovery). */
export async function discoverPeer(surroundings: Surroundings, { story, ann, bob }: Scene): Promise<void> {
  await using operator = await openOperator(
    { ...surroundings, environment: {} },
    { data: ann.cloud.dataFolder },
  )
  const path = `/api/v1/peers/${encodeURIComponent(bob.cloud.host)}/inspection`
  const peer = await operator.ask<Inspection>('GET', path)
  expectEqual('whether Bob’s server is reached', peer.reachable, true)
  story.show([
    `provider      ${peer.provider ?? ''}`,
    `OCM version   ${peer.apiVersion ?? ''}`,
    `capabilities  ${peer.capabilities?.join(', ') ?? ''}`,
    ...(peer.keys ?? []).map(({ kid, alg }) => `key           ${kid} (${alg})`),
  ])
  const needed = ['http-sig', 'exchange-token']
  const found = needed.filter((capability) => peer.capabilities?.includes(capability))
  expectEqual('capabilities of Bob’s server', found, needed)
  story.proved('Bob’s server tells what it can: it signs, and it exchanges secrets for short-lived tokens')
}
