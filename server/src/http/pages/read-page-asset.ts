import { fault } from '../../platform/errors.ts'
import { defineRoute } from '../route.ts'
import { findAsset } from './page-assets.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['GET'],
  path: '/pages/:name',
  access: 'none',
  body: 'none',
  summary: 'The style and the script of the pages that the server makes.',
  async handle({ params }) {
    const asset = findAsset(params['name'] ?? '')
    if (asset === undefined) throw fault('not-found')
    return {
      status: 200,
      headers: { 'content-type': asset.contentType, 'cache-control': 'public, max-age=31536000, immutable' },
      body: asset.bytes,
    }
  },
})
