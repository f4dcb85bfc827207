import { z } from 'zod'
import { lampOf } from '../../federation/index.ts'
import { defineRoute } from '../route.ts'
import { peerOutput, peerView } from './peer-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/peers',
  access: 'admin',
  body: 'none',
  query: z.strictObject({
    search: z.string().max(256).exactOptional().describe('only those whose names contain it'),
  }),
  summary:
    'Lists the servers that somebody here has dealt with, or an administrator has said something about.',
  output: z.strictObject({ peers: z.array(peerOutput) }),
  async handle({ application, actor, query: { search = '' } }) {
    const { federation, jobs, clock } = application
    const wanted = search.trim().toLowerCase()
    const peers = (await federation.listPeers(actor)).filter(({ host }) => host.includes(wanted))
    const troubles = await jobs.troublesWith(peers.map(({ host }) => host))
    const now = clock.now()
    const views = peers.map((peer) => peerView(peer, lampOf(peer, troubles.get(peer.host), now)))
    return { status: 200, body: { json: { peers: views } } }
  },
})
