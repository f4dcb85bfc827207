import { detachBody } from '@isthmus/webdav'
import { fault } from '../../platform/errors.ts'
import { type Call, defineRoute, type Reply } from '../route.ts'
import { answerTus, bytesHeader } from './answer-tus.ts'
import { beginFiles } from './begin-files.ts'
import { uploadHeaders } from './upload-view.ts'

export const route = defineRoute({
  surface: 'api',
  // tus 1.0.0, X-HTTP-Method-Override: for programs whose way leads past what knows no PATCH.
  methods: ['PATCH', 'POST'],
  path: '/api/v1/uploads/:id',
  access: 'user',
  body: 'stream',
  summary:
    'Adds to an upload what comes behind Upload-Offset (tus 1.0.0, PATCH). With the last byte it becomes a file: Isthmus-Path says where, and ETag. POST does what X-HTTP-Method-Override says, PATCH or DELETE.',
  errors: [
    'node-not-found',
    'node-exists',
    'conflict',
    'precondition-failed',
    'method-not-allowed',
    'tus-version-unsupported',
    'payload-too-large',
    'unsupported-media-type',
    'node-locked',
    'upload-not-found',
    'upload-offset-mismatch',
    'upload-busy',
    'insufficient-storage',
    'storage-full',
    'peer-refused',
    'peer-blocked',
  ],
  handle: (call) => answerTus(call, () => receive(call)),
})

async function receive(call: Call<'user'>): Promise<Reply> {
  const { application, headers, params, stream, method } = call
  const meant = method === 'POST' ? headers['x-http-method-override'] : method
  if (meant === 'DELETE') {
    await application.files.endUpload(call.actor, params['id'] ?? '')
    return { status: 204 }
  }
  if (meant !== 'PATCH') {
    const detail = 'Send PATCH or DELETE, or one of them in X-HTTP-Method-Override.'
    throw fault('method-not-allowed', { detail })
  }
  // tus 1.0.0, PATCH: any other type SHOULD be refused with 415.
  if (headers['content-type'] !== 'application/offset+octet-stream') {
    throw fault('unsupported-media-type', { detail: 'Send application/offset+octet-stream.' })
  }
  const offset = bytesHeader(headers, 'upload-offset')
  const length = headers['content-length']
  const body = detachBody(stream)
  const piece = { offset, body, ...(length !== undefined && { length: Number(length) }) }
  const work = application.files.receiveUpload(beginFiles(call), params['id'] ?? '', piece)
  const progress = await work.finally(() => body.destroy())
  return { status: 204, headers: uploadHeaders(progress) }
}
