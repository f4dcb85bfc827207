import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { idOutput, idParam, momentOutput, momentView, pathValue } from './api-values.ts'
import { inWordsOfApi } from './resource-refusal.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/inbox/:id/listing',
  access: 'user',
  body: 'none',
  query: z.strictObject({ path: pathValue.prefault('/').describe('of a folder in the share') }),
  summary: 'Shows what was last seen in an accepted share, also while its server is down.',
  output: z.strictObject({
    staleSince: momentOutput.nullable().describe('since when its server cannot be reached'),
    truncated: z.boolean(),
    entries: z.array(
      z.strictObject({
        id: idOutput,
        name: z.string(),
        kind: z.enum(['file', 'folder']),
        size: z.int().nullable(),
        etag: z.string(),
        modifiedAt: momentOutput,
        seenAt: momentOutput,
      }),
    ),
  }),
  errors: ['not-found', 'inbox-item-not-found', 'inbox-item-answered', 'node-not-found', 'conflict'],
  async handle({ application, actor, params, query }) {
    const listing = await inWordsOfApi(
      application.mounts.lastListing(actor, idParam(params['id']), query.path),
    )
    return {
      status: 200,
      body: {
        json: {
          staleSince: momentView(listing.staleSince),
          truncated: listing.truncated,
          entries: listing.entries.map((entry) => ({
            id: String(entry.id),
            name: entry.name,
            kind: entry.kind,
            size: entry.size ?? null,
            etag: entry.etag,
            modifiedAt: momentView(entry.modifiedAt),
            seenAt: momentView(entry.seenAt),
          })),
        },
      },
    }
  },
})
