import {
  badBodies,
  badIds,
  badPages,
  badQueries,
  forAdmins,
  forUsers,
  openToAll,
  unknownNames,
} from './common-rows.ts'
import { type BadInput, bad } from './row.ts'

const filters: Readonly<Record<string, string>> = {
  'actor=': 'actor',
  'actor=ann&actor=bob': 'actor',
  [`action=${'x'.repeat(1_100)}`]: 'action',
  'subjectKind=': 'subjectKind',
  'since=yesterday': 'since',
  'since=2026-01-01': 'since',
  'until=1700000000000': 'until',
}

/** Notifications, the audit trail, live events, jobs, keys, and the description of the API. */
export const activityInput: BadInput = {
  'GET /api/v1/notifications': [
    ...forUsers,
    ...badQueries('/api/v1/notifications', {
      ...badPages,
      'limit=501': 'limit',
      'unread=yes': 'unread',
      'unread=': 'unread',
    }),
  ],
  'POST /api/v1/notifications/read': [
    ...forUsers,
    ...badBodies({ upTo: '7' }),
    ...['0', '-1', 'abc', '', '9007199254740993'].map((upTo) =>
      bad(`the id ${upTo}`, { json: { upTo }, errors: ['upTo'] }, 400, 'validation-failed'),
    ),
  ],
  'POST /api/v1/notifications/:id/read': [
    ...forUsers,
    ...badIds('/api/v1/notifications/:id/read'),
    unknown('/api/v1/notifications/999/read'),
  ],
  'DELETE /api/v1/notifications/:id': [
    ...forUsers,
    ...badIds('/api/v1/notifications/:id'),
    unknown('/api/v1/notifications/999'),
  ],
  'GET /api/v1/events': forUsers,

  'GET /api/v1/audit': [
    ...forAdmins,
    ...badQueries('/api/v1/audit', {
      ...filters,
      'limit=0': 'limit',
      'limit=501': 'limit',
      'before=': 'before',
      [`before=${'x'.repeat(65)}`]: 'before',
    }),
  ],
  'GET /api/v1/audit/export': [
    ...forAdmins,
    ...badQueries('/api/v1/audit/export', { ...filters, 'subjectId=': 'subjectId' }),
  ],
  'GET /api/v1/system': forAdmins,
  'GET /api/v1/deliveries': [
    ...forAdmins,
    ...badQueries('/api/v1/deliveries', { 'state=': 'state', 'state=done': 'state' }),
  ],
  'GET /api/v1/jobs': [
    ...forAdmins,
    ...badQueries('/api/v1/jobs', {
      'state=': 'state',
      'state=done': 'state',
      'state=dead&state=dead': 'state',
    }),
  ],
  'GET /api/v1/jobs/:id': [...forAdmins, ...unknownNames('/api/v1/jobs/:name', 'not-found')],
  'POST /api/v1/jobs/run-due': forAdmins,
  'POST /api/v1/jobs/:id/retry': [...forAdmins, ...unknownNames('/api/v1/jobs/:name/retry', 'not-found')],
  'DELETE /api/v1/jobs/:id': [...forAdmins, ...unknownNames('/api/v1/jobs/:name', 'not-found')],
  'GET /api/v1/signing-keys': forAdmins,
  'POST /api/v1/signing-keys': [
    ...forAdmins,
    ...badBodies({ immediately: false }, { optional: ['immediately'] }),
    bad(
      'a word for a switch',
      { json: { immediately: 'yes' }, errors: ['immediately'] },
      400,
      'validation-failed',
    ),
  ],
  'GET /api/v1/sealing-keys': forAdmins,
  'POST /api/v1/sealing-keys': forAdmins,
  'POST /api/v1/setup-links': [
    ...forAdmins,
    bad('a cloud that somebody administers already', {}, 409, 'conflict'),
  ],
  'GET /api/v1/openapi.json': openToAll,
}

function unknown(target: string) {
  return bad('an id that is nobody’s', { target }, 404, 'not-found')
}
