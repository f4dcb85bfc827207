import { badBodies, forUsers, openToAll, unknownNames } from './common-rows.ts'
import { type BadInput, type BadRequest, bad } from './row.ts'

const invalid = 'validation-failed'
const signIn = { username: 'ann', password: 'password of ann' }

const wrongNames: readonly BadRequest[] = ['', ' ', 'a\u0001', 'x'.repeat(129), 'x'.repeat(5_000)].map(
  (name) =>
    bad(`the name ${JSON.stringify(name).slice(0, 20)}`, { json: { name }, errors: ['name'] }, 400, invalid),
)

/** Sessions, app passwords and tokens. */
export const credentialsInput: BadInput = {
  'POST /api/v1/session': [
    ...openToAll,
    ...badBodies(signIn),
    ...Object.entries({
      'a wrong password': { ...signIn, username: 'somebody', password: 'wrong' },
      'no name': { ...signIn, username: '' },
      'a name of spaces': { ...signIn, username: '   ' },
    }).map(([what, json]) => bad(what, { as: 'stranger', json }, 401, 'unauthorized')),
    bad(
      'a name that is too long',
      { json: { ...signIn, username: 'x'.repeat(300) }, errors: ['username'] },
      400,
      invalid,
    ),
    bad(
      'a password that is too long',
      { json: { ...signIn, password: 'x'.repeat(5_000) }, errors: ['password'] },
      400,
      invalid,
    ),
    bad(
      'the page of another site',
      { json: signIn, headers: { origin: 'https://evil.example' } },
      403,
      'forbidden',
    ),
    bad('a page of no site', { json: signIn, headers: { origin: 'null' } }, 403, 'forbidden'),
  ],
  'GET /api/v1/session': forUsers,
  'DELETE /api/v1/session': [...forUsers, bad('no session', { as: 'ann' }, 404, 'not-found')],
  'GET /api/v1/sessions': forUsers,
  'DELETE /api/v1/sessions/:id': [...forUsers, ...unknownNames('/api/v1/sessions/:name', 'not-found')],

  'POST /api/v1/app-passwords': [...forUsers, ...badBodies({ name: 'phone' }), ...wrongNames],
  'GET /api/v1/app-passwords': forUsers,
  'DELETE /api/v1/app-passwords/:id': [
    ...forUsers,
    ...unknownNames('/api/v1/app-passwords/:name', 'not-found'),
  ],

  'POST /api/v1/tokens': [
    ...forUsers,
    ...badBodies({ name: 'backup' }),
    ...wrongNames,
    ...['tomorrow', '2026-02-30T00:00:00Z', '2001-01-01T00:00:00Z', '', 7].map((expiresAt) =>
      bad(
        `the end ${expiresAt}`,
        { json: { name: 'backup', expiresAt }, errors: ['expiresAt'] },
        400,
        invalid,
      ),
    ),
  ],
  'GET /api/v1/tokens': forUsers,
  'DELETE /api/v1/tokens/:id': [...forUsers, ...unknownNames('/api/v1/tokens/:name', 'not-found')],
}
