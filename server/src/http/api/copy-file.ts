import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { beginFiles } from './begin-files.ts'
import { fileEntryOutput, fileEntryView } from './file-entry-view.ts'
import { inWordsOfApi } from './resource-refusal.ts'
import { transferErrors, transferInput, transferOrder } from './transfer-order.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/files/copy',
  access: 'user',
  body: 'json',
  input: transferInput,
  summary: 'Copies a file or folder, also to a team, and to and from other servers.',
  output: z.strictObject({ entry: fileEntryOutput.describe('at its new place') }),
  errors: transferErrors,
  async handle(call) {
    const { application, input, left } = call
    const actor = beginFiles(call)
    const entry = await inWordsOfApi(application.files.copy(actor, transferOrder(input), left))
    return { status: 200, body: { json: { entry: await fileEntryView(application, actor, entry) } } }
  },
})
