import { fault } from '../../platform/errors.ts'
import { defineRoute } from '../route.ts'
import { answerDav, methods } from './answer-dav.ts'

export const route = defineRoute({
  surface: 'dav',
  methods,
  path: '/dav/files/:user/*',
  access: 'user',
  body: 'stream',
  summary: 'A user’s own files over WebDAV (RFC 4918), received shares among them.',
  async handle(call) {
    const { application, params, left } = call
    // Of this request alone: it stands for the request where files and mounts only see who acts.
    const actor = { ...call.actor }
    if (params['user']?.normalize('NFC') !== actor.username) {
      throw fault('forbidden', { detail: 'These are the files of somebody else.' })
    }
    application.mounts.beginRequest(actor, left)
    return answerDav(
      call,
      application.files.userTree(actor),
      `/dav/files/${encodeURIComponent(actor.username)}`,
      application,
    )
  },
})
