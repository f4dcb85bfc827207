import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { peerOutput, peerView } from './peer-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/peers',
  access: 'admin',
  body: 'none',
  summary:
    'Lists the servers that somebody here has dealt with, or an administrator has said something about.',
  output: z.strictObject({ peers: z.array(peerOutput) }),
  async handle({ application, actor }) {
    const peers = await application.federation.listPeers(actor)
    return { status: 200, body: { json: { peers: peers.map(peerView) } } }
  },
})
