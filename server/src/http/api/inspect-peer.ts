import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { momentOutput } from './api-values.ts'
import { hostOfCall } from './host-of-call.ts'

const words = z.array(z.string())

const output = z
  .strictObject({
    host: z.string(),
    reachable: z.boolean(),
    faults: z
      .array(
        z.strictObject({
          slug: z.string(),
          weight: z.enum(['fault', 'note']).describe('note: sharing works, but somebody should know'),
          message: z.string(),
          remedy: z.string(),
        }),
      )
      .describe('what stands in the way, and what to do about it'),
    certificate: z
      .strictObject({
        subject: z.string(),
        issuer: z.string(),
        names: words,
        validFrom: momentOutput,
        validTo: momentOutput,
        protocol: z.string(),
      })
      .exactOptional()
      .describe('what it shows in TLS, good or not'),
    scheme: z.enum(['https', 'http']).exactOptional(),
    provider: z.string().exactOptional(),
    apiVersion: z.string().exactOptional(),
    endPoint: z.string().exactOptional(),
    capabilities: words.exactOptional(),
    criteria: words.exactOptional(),
    resourceTypes: z.array(z.record(z.string(), z.unknown())).exactOptional(),
    tokenEndPoint: z.string().exactOptional(),
    jwksUri: z.string().exactOptional(),
    keys: z.array(z.strictObject({ kid: z.string(), alg: z.string(), kty: z.string() })).exactOptional(),
    profile: z.string().exactOptional().describe('the dialect that is spoken with it'),
    signs: z.boolean().exactOptional(),
    known: z.boolean(),
    lastSuccessAt: momentOutput.exactOptional(),
    lastFailure: z.strictObject({ reason: z.string(), detail: z.string(), at: momentOutput }).exactOptional(),
  })
  .meta({ id: 'PeerInspection' })

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/peers/:host/inspection',
  access: 'admin',
  body: 'none',
  summary: 'Asks another server what it is: discovery, keys, what it supports, the last failures.',
  output,
  errors: ['invalid-address'],
  async handle(call) {
    const { application, tenant } = call
    const found = await application.federation.inspectPeer(tenant.id, hostOfCall(call))
    return { status: 200, body: { json: found } }
  },
})
