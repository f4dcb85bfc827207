import { z } from 'zod'
import type { AuditEntry } from '../../activity/index.ts'
import { defineRoute } from '../route.ts'
import { activityOutput, activityView, shownActions, whoOf } from './activity-view.ts'
import { idParam, limitValue } from './api-values.ts'
import { fileOfCall } from './file-of-call.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/files/:id/activity',
  access: 'user',
  body: 'none',
  query: z.strictObject({
    limit: limitValue(200, 50),
    before: z.uuid().exactOptional().describe('the id of the last one of the page before'),
  }),
  summary:
    'Lists what has become of a file or folder, newest first: who changed it, and with whom the user shares or shared it; of what others share, how it came here.',
  output: z.strictObject({ activities: z.array(activityOutput) }),
  errors: ['not-found', 'node-not-found'],
  async handle(call) {
    const { application, actor, params, query } = call
    const { accounts, activity, shares, mounts } = application
    // Whoever may see a file may see its history.
    await fileOfCall(call)
    const id = idParam(params['id'])
    const [recipients, sources] = await Promise.all([
      shares.sharesEverGiven(actor, id),
      mounts.sourcesOf([id]),
    ])
    const received = sources.get(id)?.inboxItem
    const subjects = [
      { kind: 'node', ids: [String(id)] },
      { kind: 'share', ids: [...recipients.keys()].map(String) },
      { kind: 'received-share', ids: received === undefined ? [] : [String(received)] },
    ]
    const entries = await activity.trailOf(actor, { ...query, subjects, actions: shownActions })
    const names = new Set(entries.map((entry) => whoOf(entry, recipients)))
    const people = await accounts.displayNamesOf(actor.tenant, [...names])
    const told = entries.filter((entry) => !isByRule(entry))
    const activities = told.map((entry) => activityView(entry, { people, recipients }))
    return { status: 200, body: { json: { activities } } }
  },
})

/** What a rule of the recipient's has accepted came here by being shared: that is told already. */
function isByRule({ action, actorKind }: AuditEntry): boolean {
  return action === 'received-share.accepted' && actorKind === 'system'
}
