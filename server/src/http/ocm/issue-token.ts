import { grantToken, readTokenRequest, refuseToken, type TokenAnswer } from '@isthmus/ocm'
import { defineRoute, type Reply } from '../route.ts'
import { comeAgain, verifiedPeer } from './verified-request.ts'

export const route = defineRoute({
  surface: 'token',
  methods: ['POST'],
  path: '/ocm/token',
  access: 'none',
  body: 'raw',
  maxBody: 8 * 1024,
  summary: 'Exchanges the secret of a share for an access token (OCM 1.4, Code Flow).',
  async handle(call) {
    const read = readTokenRequest(call.raw)
    if (!read.ok) {
      return reply(refuseToken(read.error === 'invalid_request' ? 'malformed' : 'unsupported-grant-type'))
    }
    const peer = await verifiedPeer(call, read.request.clientId, { replay: 'allow' })
    if (!peer.ok) {
      switch (peer.why) {
        case 'passing':
          return comeAgain(reply(refuseToken('unavailable')))
        case 'blocked':
          return reply(refuseToken('receiver-blocked'))
        case 'unproven':
          return reply(refuseToken('unauthenticated'))
      }
    }
    const redemption = await call.application.shares.redeemSecret(peer.actor, read.request.code)
    return reply(redemption.ok ? grantToken(redemption.token) : refuseToken(redemption.reason))
  },
})

function reply({ status, headers, body }: TokenAnswer): Reply {
  return { status, headers, body: { json: body } }
}
