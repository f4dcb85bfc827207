import { fault } from '../../platform/errors.ts'
import { defineRoute } from '../route.ts'
import { answerDav, methods } from './answer-dav.ts'

export const route = defineRoute({
  surface: 'dav',
  methods,
  path: '/dav/spaces/:id/*',
  access: 'user',
  body: 'stream',
  summary: 'The files of a team over WebDAV (RFC 4918), for who belongs to it.',
  async handle(call) {
    const { application, actor, params } = call
    const id = params['id'] ?? ''
    if (!/^[1-9][0-9]{0,14}$/.test(id)) throw fault('not-found')
    const tree = application.files.spaceTree(actor, Number(id))
    return answerDav(call, tree, `/dav/spaces/${id}`, application)
  },
})
