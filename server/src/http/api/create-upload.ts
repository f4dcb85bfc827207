import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { answerTus, bytesHeader } from './answer-tus.ts'
import { beginFiles } from './begin-files.ts'
import { placeOf } from './file-place.ts'
import { readUploadMetadata } from './upload-metadata.ts'
import { uploadHeaders, uploadOutput, uploadView } from './upload-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/uploads',
  access: 'user',
  body: 'none',
  summary:
    'Begins an upload that can be broken off and gone on with (tus 1.0.0, Creation): Upload-Length says how long the file is, Upload-Metadata where it goes (path, space, conflict, modified, if-match), Location in the answer where to send it.',
  status: 201,
  output: z.strictObject({ upload: uploadOutput }),
  errors: [
    'node-not-found',
    'node-exists',
    'conflict',
    'precondition-failed',
    'tus-version-unsupported',
    'payload-too-large',
    'node-locked',
    'too-many-uploads',
    'insufficient-storage',
    'storage-full',
    'peer-refused',
    'peer-blocked',
  ],
  handle: (call) =>
    answerTus(call, async () => {
      const { application, headers } = call
      const size = bytesHeader(headers, 'upload-length')
      const {
        conflict,
        modified,
        'if-match': ifMatch,
        ...place
      } = readUploadMetadata(headers['upload-metadata'])
      const upload = await application.files.beginUpload(beginFiles(call), {
        place: placeOf(place),
        size,
        conflict,
        ...(modified !== undefined && { modifiedAt: modified }),
        ...(ifMatch !== undefined && { ifMatch }),
      })
      return {
        status: 201,
        headers: { ...uploadHeaders(upload), location: `/api/v1/uploads/${upload.id}` },
        body: { json: { upload: uploadView(upload, application.clock.now()) } },
      }
    }),
})
