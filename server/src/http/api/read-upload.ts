import { defineRoute } from '../route.ts'
import { answerTus } from './answer-tus.ts'
import { uploadHeaders } from './upload-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['HEAD'],
  path: '/api/v1/uploads/:id',
  access: 'user',
  body: 'none',
  summary:
    'Says in Upload-Offset how much of an upload is there (tus 1.0.0, HEAD); when it is a file, in Isthmus-Path where. Isthmus-Whole: true says that all bytes are there and only its place lacks.',
  status: 200,
  errors: ['upload-not-found', 'tus-version-unsupported'],
  handle: (call) =>
    answerTus(call, async () => {
      const { application, actor, params } = call
      const upload = await application.files.readUpload(actor, params['id'] ?? '')
      const { isWhole, made, size } = upload
      return {
        status: 200,
        headers: {
          ...uploadHeaders(upload),
          'upload-length': String(size),
          ...(isWhole && made === undefined && { 'isthmus-whole': 'true' }),
        },
      }
    }),
})
