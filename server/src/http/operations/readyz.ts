import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'operations',
  methods: ['GET', 'HEAD'],
  path: '/readyz',
  access: 'none',
  body: 'none',
  anyHost: true,
  summary: 'Says whether the server can do its work, and if not, what is wrong.',
  async handle({ application }) {
    const problems = await application.readiness.problems()
    const ready = problems.length === 0
    return {
      status: ready ? 200 : 503,
      headers: { 'cache-control': 'no-store' },
      body: { json: { ready, problems } },
    }
  },
})
