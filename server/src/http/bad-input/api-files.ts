import { badBodies, badIds, badQueries, forAdmins, forUsers } from './common-rows.ts'
import { type BadInput, type BadRequest, bad } from './row.ts'

const invalid = 'validation-failed'
const version = '/api/v1/files/999/versions/:id'

const badLimits: Readonly<Record<string, string>> = {
  'limit=0': 'limit',
  'limit=-1': 'limit',
  'limit=1001': 'limit',
  'limit=1.5': 'limit',
  'limit=many': 'limit',
  'limit=1&limit=2': 'limit',
}
const badSpaces: Readonly<Record<string, string>> = {
  'space=': 'space',
  'space=0': 'space',
  'space=abc': 'space',
  'space=9007199254740993': 'space',
}
const badNames: readonly BadRequest[] = ['', ' ', 'a\u0001', 'x'.repeat(101), 'x'.repeat(5_000)].map((name) =>
  bad(`the name ${JSON.stringify(name).slice(0, 20)}`, { json: { name }, errors: ['name'] }, 400, invalid),
)

/** Folders, the trash and versions. */
const ofFiles: BadInput = {
  'GET /api/v1/files': [
    ...forUsers,
    ...badQueries('/api/v1/files', {
      ...badLimits,
      ...badSpaces,
      'path=': 'path',
      'path=Trip': 'path',
      'path=/..': 'path',
      'path=/%2e%2e': 'path',
      'path=/a&path=/b': 'path',
      [`path=/${'x'.repeat(12_000)}`]: 'path',
      [`filter=${'x'.repeat(257)}`]: 'filter',
      'offset=-1': 'offset',
      'offset=1.5': 'offset',
      'offset=1e30': 'offset',
      'sort=': 'sort',
      'sort=colour': 'sort',
      'descending=yes': 'descending',
    }),
    bad('a folder that is missing', { target: '/api/v1/files?path=/Nothing' }, 404, 'node-not-found'),
    bad('a file', { target: '/api/v1/files?path=/plan.txt' }, 409, 'conflict'),
    bad('a space of nobody', { target: '/api/v1/files?space=999' }, 404, 'node-not-found'),
  ],
  'GET /api/v1/files/:id/activity': [
    ...forUsers,
    ...badIds('/api/v1/files/:id/activity'),
    ...badQueries('/api/v1/files/999/activity', {
      ...badLimits,
      'limit=201': 'limit',
      'before=': 'before',
      'before=7': 'before',
      [`before=${'a'.repeat(500)}`]: 'before',
    }),
    unknown('/api/v1/files/999/activity', 'node-not-found'),
  ],
  'GET /api/v1/files/:id/versions': [
    ...forUsers,
    ...badIds('/api/v1/files/:id/versions'),
    unknown('/api/v1/files/999/versions', 'node-not-found'),
  ],
  'GET /api/v1/files/:id/versions/:version': [
    ...forUsers,
    ...badIds(version),
    unknown('/api/v1/files/999/versions/1', 'node-not-found'),
  ],
  'POST /api/v1/files/:id/versions/:version/restore': [
    ...forUsers,
    ...badIds(`${version}/restore`),
    unknown('/api/v1/files/999/versions/1/restore', 'node-not-found'),
  ],
  'DELETE /api/v1/files/:id/versions/:version': [
    ...forUsers,
    ...badIds(version),
    unknown('/api/v1/files/999/versions/1', 'node-not-found'),
  ],

  'GET /api/v1/trash': [
    ...forUsers,
    ...badQueries('/api/v1/trash', {
      ...badLimits,
      ...badSpaces,
      'limit=501': 'limit',
      'after=': 'after',
      'after=abc': 'after',
      [`after=${'1'.repeat(1_000)}`]: 'after',
    }),
    unknown('/api/v1/trash?space=999', 'node-not-found'),
  ],
  'DELETE /api/v1/trash': [
    ...forUsers,
    ...badQueries('/api/v1/trash', badSpaces),
    unknown('/api/v1/trash?space=999', 'node-not-found'),
  ],
  'POST /api/v1/trash/:id/restore': [
    ...forUsers,
    ...badIds('/api/v1/trash/:id/restore'),
    ...badQueries('/api/v1/trash/999/restore', badSpaces),
    unknown('/api/v1/trash/999/restore', 'trash-item-not-found'),
  ],
  'DELETE /api/v1/trash/:id': [
    ...forUsers,
    ...badIds('/api/v1/trash/:id'),
    ...badQueries('/api/v1/trash/999', badSpaces),
    unknown('/api/v1/trash/999', 'trash-item-not-found'),
  ],
}

/** Spaces and who belongs to them. */
const ofSpaces: BadInput = {
  'GET /api/v1/spaces': forUsers,
  'POST /api/v1/spaces': [...forUsers, ...badBodies({ name: 'Choir' }), ...badNames],
  'GET /api/v1/spaces/:id': [
    ...forUsers,
    ...badIds('/api/v1/spaces/:id'),
    unknown('/api/v1/spaces/999', 'space-not-found'),
  ],
  'PATCH /api/v1/spaces/:id': [
    ...forUsers,
    ...badBodies({ name: 'Choir' }),
    ...badNames,
    bad('a space of nobody', { json: { name: 'Choir' } }, 404, 'space-not-found'),
  ],
  'DELETE /api/v1/spaces/:id': [
    ...forUsers,
    ...badIds('/api/v1/spaces/:id?name=x'),
    ...badQueries('/api/v1/spaces/999', {
      '': 'name',
      'name=a&name=b': 'name',
      [`name=${'x'.repeat(257)}`]: 'name',
    }),
    unknown('/api/v1/spaces/999?name=x', 'space-not-found'),
  ],
  'PUT /api/v1/spaces/:id/quota': [
    ...forAdmins,
    ...badBodies({ quota: 5 }, { nullable: ['quota'] }),
    ...[-1, 1.5, 1e300].map((quota) =>
      bad(`the quota ${quota}`, { json: { quota }, errors: ['quota'] }, 400, invalid),
    ),
    bad('a space of nobody', { json: { quota: 5 } }, 404, 'space-not-found'),
  ],
  'GET /api/v1/spaces/:id/members': [
    ...forUsers,
    ...badIds('/api/v1/spaces/:id/members'),
    unknown('/api/v1/spaces/999/members', 'space-not-found'),
  ],
  'PUT /api/v1/spaces/:id/members/:kind/:name': [
    ...forUsers,
    ...badBodies({ role: 'viewer' }),
    bad('a role that nobody knows', { json: { role: 'king' }, errors: ['role'] }, 400, invalid),
    bad('a space of nobody', { json: { role: 'viewer' } }, 404, 'space-not-found'),
  ],
  'DELETE /api/v1/spaces/:id/members/:kind/:name': [
    ...forUsers,
    ...badIds('/api/v1/spaces/:id/members/user/ann'),
    unknown('/api/v1/spaces/999/members/user/ann', 'space-not-found'),
  ],
  'GET /api/v1/spaces/all': [
    ...forAdmins,
    ...badQueries('/api/v1/spaces/all', {
      ...badLimits,
      'limit=501': 'limit',
      'after=0': 'after',
      'kind=secret': 'kind',
      'owner=': 'owner',
      [`search=${'x'.repeat(257)}`]: 'search',
    }),
    unknown('/api/v1/spaces/all?owner=nobody', 'user-not-found'),
  ],
  'GET /api/v1/team-spaces': [
    ...forAdmins,
    ...badQueries('/api/v1/team-spaces', { ...badLimits, 'limit=501': 'limit', 'after=0': 'after' }),
  ],
}

/** Files, for people who look at them, and the spaces that they are in. */
export const filesInput: BadInput = { ...ofFiles, ...ofSpaces }

function unknown(target: string, code: NonNullable<BadRequest['code']>): BadRequest {
  return bad('an id that is nobody’s', { target }, 404, code)
}
