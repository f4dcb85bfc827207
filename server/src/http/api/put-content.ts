import { detachBody, parsePreconditions } from '@isthmus/webdav'
import { z } from 'zod'
import { fault } from '../../platform/errors.ts'
import { defineRoute } from '../route.ts'
import { momentValue } from './api-values.ts'
import { beginFiles } from './begin-files.ts'
import { fileEntryOutput, fileEntryView } from './file-entry-view.ts'
import { placeOf, placeQuery } from './file-place.ts'
import { inWordsOfApi } from './resource-refusal.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['PUT'],
  path: '/api/v1/files/content',
  access: 'user',
  body: 'stream',
  query: placeQuery.extend({
    modified: momentValue
      .exactOptional()
      .describe('when the contents were changed last, as the client tells it'),
  }),
  summary:
    'Writes a file: creates it (201), or replaces what it holds (200), under If-Match and If-None-Match.',
  output: z.strictObject({ entry: fileEntryOutput }),
  errors: [
    'node-not-found',
    'conflict',
    'precondition-failed',
    'payload-too-large',
    'unsupported-media-type',
    'node-locked',
    'insufficient-storage',
    'storage-full',
    'peer-refused',
    'peer-blocked',
  ],
  async handle(call) {
    const { application, query, headers, stream } = call
    const actor = beginFiles(call)
    const preconditions = parsePreconditions(headers)
    if (preconditions === undefined)
      throw fault('validation-failed', { detail: 'If-Match or If-None-Match is malformed.' })
    // RFC 9110 14.5: a part of a file would be stored as the whole of it.
    if (headers['content-range'] !== undefined)
      throw fault('validation-failed', { detail: 'Parts of a file cannot be written.' })
    if ((headers['content-encoding'] ?? 'identity') !== 'identity')
      throw fault('unsupported-media-type', { detail: 'Send the file as it is, without Content-Encoding.' })
    const length = headers['content-length']
    const options = {
      preconditions,
      ...(length !== undefined && { length: Number(length) }),
      ...(query.modified !== undefined && { modifiedAt: query.modified }),
    }
    const body = detachBody(stream)
    const work = application.files.putFile(actor, placeOf(query), body, options)
    const { created, entry } = await inWordsOfApi(work).finally(() => body.destroy())
    const view = await fileEntryView(application, actor, entry)
    return {
      status: created ? 201 : 200,
      headers: { etag: `"${entry.etag}"` },
      body: { json: { entry: view } },
    }
  },
})
