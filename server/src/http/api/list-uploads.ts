import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { uploadOutput, uploadView } from './upload-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/uploads',
  access: 'user',
  body: 'none',
  summary: 'Lists the user’s uploads that are not complete, newest first.',
  output: z.strictObject({ uploads: z.array(uploadOutput) }),
  async handle({ application, actor }) {
    const now = application.clock.now()
    const uploads = await application.files.listUploads(actor)
    return { status: 200, body: { json: { uploads: uploads.map((upload) => uploadView(upload, now)) } } }
  },
})
