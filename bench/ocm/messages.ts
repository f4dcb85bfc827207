import type { Measure } from '../dav/measure.ts'
import type { Stage } from '../dav/stage.ts'
import { type BenchServer, username } from '../servers/bench-server.ts'
import type { SigningCloud } from './signing-cloud.ts'
import { oursAlone } from './single-figures.ts'
import type { OcmSizes } from './sizes.ts'
import { api } from './two-clouds.ts'

/** Signed shares that come in; each is answered when it is on the disk. */
export async function incomingShares(
  stage: Stage,
  b: BenchServer,
  sender: SigningCloud,
  { rounds, messages }: OcmSizes,
): Promise<Measure> {
  let providerId = 0
  const runs: number[] = []
  // The first round does not count.
  for (let round = 0; round <= rounds; round += 1) {
    const prepared = Array.from({ length: messages }, () => {
      providerId += 1
      return sender.post(b.port, '/ocm/shares', 'application/json', shareOf(sender.host, b, providerId))
    })
    const { requests, seconds } = await stage.load(b, {
      method: 'POST',
      target: '',
      prepared,
      connections: 32,
      until: { requests: messages },
      status: 201,
    })
    if (round > 0) runs.push(requests / seconds)
  }
  return oursAlone(
    {
      name: 'incoming-shares',
      title: 'Signed incoming shares, on the disk before the answer',
      unit: '/s',
      more: true,
      target: { atLeast: 1000 },
    },
    runs,
  )
}

/** Access tokens in exchange for the secret of a share. */
export async function tokenExchanges(
  stage: Stage,
  a: BenchServer,
  recipient: SigningCloud,
  { rounds, messages }: OcmSizes,
): Promise<Measure> {
  await api(a, 'POST', '/shares', {
    path: '/Trip',
    shareWith: `${username}@${recipient.host}`,
    permissions: ['read'],
  })
  const secret = recipient.received.at(-1)?.protocol.webdav.sharedSecret
  if (secret === undefined) throw new Error('the share has not been announced')
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: recipient.host,
    code: secret,
  }).toString()
  const runs: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const prepared = Array.from({ length: messages }, () =>
      recipient.post(a.port, '/ocm/token', 'application/x-www-form-urlencoded', form),
    )
    const { requests, seconds } = await stage.load(a, {
      method: 'POST',
      target: '',
      prepared,
      connections: 32,
      until: { requests: messages },
      status: 200,
    })
    if (round > 0) runs.push(requests / seconds)
  }
  return oursAlone(
    { name: 'token-exchanges', title: 'Token exchanges, signed', unit: '/s', more: true },
    runs,
  )
}

function shareOf(host: string, b: BenchServer, providerId: number): string {
  return JSON.stringify({
    shareWith: `${username}@127.0.0.1:${b.port}`,
    name: `Plans ${providerId}`,
    providerId: String(providerId),
    owner: `eve@${host}`,
    ownerDisplayName: 'Eve',
    sender: `eve@${host}`,
    senderDisplayName: 'Eve',
    shareType: 'user',
    resourceType: 'folder',
    protocol: {
      name: 'multi',
      webdav: {
        uri: String(providerId),
        sharedSecret: `secret-${providerId}-of-the-bench`,
        permissions: ['read'],
      },
    },
  })
}
