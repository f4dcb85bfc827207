import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'operations',
  methods: ['GET', 'HEAD'],
  path: '/healthz',
  access: 'none',
  body: 'none',
  anyHost: true,
  summary: 'Answers while the process is alive.',
  async handle() {
    return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'ok\n' }
  },
})
