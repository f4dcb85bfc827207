import { fault } from '../../../platform/errors.ts'
import { defineRoute } from '../../route.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['GET'],
  path: '/assets/:name',
  access: 'none',
  body: 'none',
  summary: 'The scripts, styles and images of the app.',
  async handle({ application: { app }, params, headers }) {
    const file = await app.asset(params['name'] ?? '', headers['accept-encoding'])
    if (file === undefined) throw fault('not-found')
    return {
      status: 200,
      headers: {
        'content-type': file.contentType,
        // The name changes with the contents.
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        ...(file.encoding !== undefined && { 'content-encoding': file.encoding }),
      },
      body: file.bytes,
    }
  },
})
