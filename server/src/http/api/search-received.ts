import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { limitValue } from './api-values.ts'
import { beginFiles } from './begin-files.ts'
import { fileEntryOutput, fileEntryViews } from './file-entry-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/search/received',
  access: 'user',
  body: 'none',
  query: z.strictObject({
    text: z.string().min(1).max(256).describe('words; a name has to contain every one of them'),
    limit: limitValue(400, 50),
  }),
  summary:
    'Finds files and folders by their names in what others share. Other clouds are asked for up to four seconds, and what was seen there before is searched, too.',
  output: z.strictObject({
    entries: z.array(fileEntryOutput),
    complete: z.boolean().describe('false when there are more'),
    clouds: z
      .array(
        z.strictObject({
          server: z.string(),
          outcome: z
            .enum(['whole', 'part', 'silent', 'closed'])
            .describe(
              'how far it was looked through; part: there is too much, or it took too long; silent: it cannot be reached; closed: an administrator has blocked it',
            ),
        }),
      )
      .describe('the other clouds of which something is mounted'),
  }),
  async handle(call) {
    const { application, query } = call
    const actor = beginFiles(call)
    const { entries, truncated, clouds } = await application.mounts.searchReceived(actor, query)
    const views = await fileEntryViews(application, actor, entries)
    return { status: 200, body: { json: { entries: views, complete: !truncated, clouds: [...clouds] } } }
  },
})
