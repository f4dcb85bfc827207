import { defineRoute } from '../route.ts'
import { sealingKeysOutput } from './sealing-key-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/sealing-keys',
  access: 'admin',
  body: 'none',
  summary: 'Adds a key that seals secrets from now on; what older ones have sealed still opens.',
  output: sealingKeysOutput,
  status: 201,
  async handle({ application: { activity, database, sealingKeys }, actor }) {
    await sealingKeys.addKey()
    const keys = sealingKeys.keys()
    await database.write((tx) =>
      activity.record(tx, actor, {
        action: 'sealing-key.created',
        subjectKind: 'sealing-key',
        subjectId: keys.at(-1)?.id ?? '',
      }),
    )
    return { status: 201, body: { json: { keys } } }
  },
})
