import {
  badBodies,
  badEncodings,
  badNamePages,
  badQueries,
  forAdmins,
  forUsers,
  openToAll,
  unknownNames,
} from './common-rows.ts'
import { type BadInput, type BadRequest, bad } from './row.ts'

const invalid = 'validation-failed'
const user = { username: 'eve', password: 'correct horse' }
const [users, groups] = ['/api/v1/users/:name', '/api/v1/groups/:name']
const tooLong = 'x'.repeat(5_000)

const badUserNames = [
  '',
  ' ',
  'a b',
  'a/b',
  'a@b',
  '..',
  '-rf',
  'a\u0001',
  'x'.repeat(200),
  tooLong,
  'ann\u202e',
]
const badGroupNames = ['', ' ', 'a/b', '..', 'a\u0001', tooLong]
const badTexts: Readonly<Record<string, readonly (string | number)[]>> = {
  displayName: ['', ' ', 'a\u0001b', tooLong],
  language: ['_', 'xxxxxxxxxxxx', 'de\u0001', tooLong],
  timeZone: ['Mars/Olympus', '+1', tooLong],
}

/** Bodies in which one text is wrong. @param right - the rest of the body */
function wrongTexts(right: object, texts: Readonly<Record<string, readonly unknown[]>>): BadRequest[] {
  return Object.entries(texts).flatMap(([name, values]) =>
    values.map((value) =>
      bad(
        `${name} ${JSON.stringify(value).slice(0, 20)}`,
        { json: { ...right, [name]: value }, errors: [name] },
        400,
        invalid,
      ),
    ),
  )
}

const wrongRights: readonly BadRequest[] = [
  ...badEncodings('{}'),
  ...[[], null, 'text', 7].map((json) => bad(`the body ${JSON.stringify(json)}`, { json }, 400, invalid)),
  bad('a right that nobody knows', { json: { 'launch-rockets': true } }, 400, invalid),
  bad(
    'a right that is neither allowed nor denied',
    { json: { reshare: 'yes' }, errors: ['reshare'] },
    400,
    invalid,
  ),
]

/** Users, groups and their rights. */
export const peopleInput: BadInput = {
  'POST /api/v1/users': [
    ...forAdmins,
    ...badBodies(user),
    ...wrongTexts(user, {
      username: badUserNames,
      password: ['', 'short', 'a\u0001bcdefghijk'.slice(0, 4), tooLong],
      ...badTexts,
      email: ['nowhere', '@mail.example', 'a@', 'a b@mail.example', tooLong],
      admin: ['true', 1],
    }).filter(({ json }) => !isEmptyOption(json)),
    bad('a name that is taken, in other letters', { json: { ...user, username: 'ANN' } }, 409, 'user-exists'),
  ],
  'GET /api/v1/users': [...forAdmins, ...badQueries('/api/v1/users', badNamePages)],
  'GET /api/v1/users/:name': [...forAdmins, ...unknownNames(users, 'user-not-found')],
  'PATCH /api/v1/users/:name': [
    ...forAdmins,
    ...badBodies({ displayName: 'Ann' }, { optional: ['displayName'] }),
    ...wrongTexts({}, { ...badTexts, email: ['nowhere', 7], admin: ['true', null] }),
    bad('nobody', { target: '/api/v1/users/nobody', json: {} }, 404, 'user-not-found'),
  ],
  'DELETE /api/v1/users/:name': [
    ...forAdmins,
    ...unknownNames(users, 'user-not-found'),
    ...badQueries('/api/v1/users/ann', {
      'handOverTo=': 'handOverTo',
      'handOverTo=nobody': 'handOverTo',
      'handOverTo=ann': 'handOverTo',
      'handOverTo=a&handOverTo=b': 'handOverTo',
      [`handOverTo=${'x'.repeat(1_100)}`]: 'handOverTo',
    }),
    bad('the last administrator', { target: '/api/v1/users/zoe' }, 409, 'conflict'),
  ],
  'POST /api/v1/users/:name/disable': [...forAdmins, ...unknownNames(`${users}/disable`, 'user-not-found')],
  'POST /api/v1/users/:name/enable': [...forAdmins, ...unknownNames(`${users}/enable`, 'user-not-found')],
  'POST /api/v1/users/:name/password': [
    ...forAdmins,
    ...badBodies({ password: 'correct horse' }),
    ...wrongTexts({}, { password: ['', 'short', tooLong] }),
    bad(
      'nobody',
      { target: '/api/v1/users/nobody/password', json: { password: 'correct horse' } },
      404,
      'user-not-found',
    ),
  ],
  'POST /api/v1/users/:name/invitation': [
    ...forAdmins,
    ...unknownNames(`${users}/invitation`, 'user-not-found'),
  ],
  'GET /api/v1/users/:name/groups': [...forAdmins, ...unknownNames(`${users}/groups`, 'user-not-found')],
  'GET /api/v1/users/:name/rights': [...forAdmins, ...unknownNames(`${users}/rights`, 'user-not-found')],
  'PATCH /api/v1/users/:name/rights': [
    ...forAdmins,
    ...wrongRights,
    bad('nobody', { target: '/api/v1/users/nobody/rights', json: {} }, 404, 'user-not-found'),
  ],

  'GET /api/v1/me': forUsers,
  'PATCH /api/v1/me': [
    ...forUsers,
    ...badBodies({ displayName: 'Ann' }, { optional: ['displayName'] }),
    ...wrongTexts({}, badTexts),
    bad('what only an administrator may change', { json: { admin: true }, errors: [''] }, 400, invalid),
  ],
  'POST /api/v1/me/password': [
    ...forUsers,
    ...badBodies({ oldPassword: 'password of ann', newPassword: 'correct horse' }),
    bad(
      'an old password that is wrong',
      { json: { oldPassword: 'wrong', newPassword: 'correct horse' } },
      400,
      invalid,
    ),
    ...wrongTexts({ oldPassword: 'password of ann' }, { newPassword: ['', 'short', tooLong] }),
  ],
  'GET /api/v1/me/emails': forUsers,
  'POST /api/v1/me/emails': [
    ...forUsers,
    ...badBodies({ address: 'ann@mail.example' }),
    ...wrongTexts(
      {},
      { address: ['', 'nowhere', '@mail.example', 'a@', 'a b@mail.example', 'a\n@mail.example', tooLong] },
    ),
  ],
  'DELETE /api/v1/me/emails/:address': [...forUsers, ...unknownNames('/api/v1/me/emails/:name', 'not-found')],
  'POST /api/v1/me/emails/:address/primary': [
    ...forUsers,
    ...unknownNames('/api/v1/me/emails/:name/primary', 'not-found'),
  ],
  'POST /api/v1/me/emails/:address/verification': [
    ...forUsers,
    ...unknownNames('/api/v1/me/emails/:name/verification', 'not-found'),
  ],
  'GET /api/v1/me/notification-choices': forUsers,
  'PATCH /api/v1/me/notification-choices': [
    ...forUsers,
    ...badBodies({ choices: {} }),
    ...[
      { nothing: { app: true } },
      { 'share-added': { app: 'yes' } },
      { 'share-added': { mail: 'hourly' } },
      { 'share-added': { mail: null } },
      { 'share-added': { sms: true } },
      { 'share-added': true },
    ].map((choices) => bad(`the choices ${JSON.stringify(choices)}`, { json: { choices } }, 400, invalid)),
  ],
  'POST /api/v1/password-resets': [
    ...openToAll,
    ...badBodies({ login: 'ann' }),
    bad('a name that is too long', { json: { login: tooLong }, errors: ['login'] }, 400, invalid),
  ],
  'POST /api/v1/password-resets/complete': [
    ...openToAll,
    ...badBodies({ token: 'x'.repeat(43), password: 'correct horse' }),
    ...['', 'x', 'x'.repeat(43), '../../x'].map((token) =>
      bad(
        `the token ${token.slice(0, 10)}`,
        { as: 'stranger', json: { token, password: 'correct horse' } },
        404,
        'not-found',
      ),
    ),
    bad(
      'a token that is too long',
      { json: { token: tooLong, password: 'correct horse' }, errors: ['token'] },
      400,
      invalid,
    ),
  ],
  'POST /api/v1/email-verifications': [
    ...openToAll,
    ...badBodies({ token: 'x'.repeat(43) }),
    ...['', 'x', 'x'.repeat(43), '../../x'].map((token) =>
      bad(`the token ${token.slice(0, 10)}`, { as: 'stranger', json: { token } }, 404, 'not-found'),
    ),
    bad('a token that is too long', { json: { token: tooLong }, errors: ['token'] }, 400, invalid),
  ],

  'GET /api/v1/groups': [...forAdmins, ...badQueries('/api/v1/groups', badNamePages)],
  'POST /api/v1/groups': [
    ...forAdmins,
    ...badBodies({ name: 'friends' }),
    ...wrongTexts({ name: 'friends' }, { name: badGroupNames, displayName: [' ', tooLong, 7] }).filter(
      ({ json }) => !isEmptyOption(json),
    ),
    bad('a name that is taken, in other letters', { json: { name: 'STAFF' } }, 409, 'conflict'),
  ],
  'GET /api/v1/groups/:name': [...forAdmins, ...unknownNames(groups, 'not-found')],
  'PATCH /api/v1/groups/:name': [
    ...forAdmins,
    ...badBodies({ displayName: 'Staff' }),
    ...wrongTexts({}, { displayName: ['', ' ', tooLong] }),
    bad(
      'a group that is none',
      { target: '/api/v1/groups/none', json: { displayName: 'x' } },
      404,
      'not-found',
    ),
  ],
  'DELETE /api/v1/groups/:name': [...forAdmins, ...unknownNames(groups, 'not-found')],
  'GET /api/v1/groups/:name/members': [
    ...forAdmins,
    ...unknownNames(`${groups}/members`, 'not-found'),
    ...badQueries('/api/v1/groups/staff/members', badNamePages),
  ],
  'PUT /api/v1/groups/:name/members/:user': [
    ...forAdmins,
    ...unknownNames('/api/v1/groups/staff/members/:name', 'user-not-found'),
    bad('a group that is none', { target: '/api/v1/groups/none/members/ann' }, 404, 'not-found'),
  ],
  'DELETE /api/v1/groups/:name/members/:user': [
    ...forAdmins,
    ...unknownNames('/api/v1/groups/staff/members/:name', 'user-not-found'),
    bad('a group that is none', { target: '/api/v1/groups/none/members/ann' }, 404, 'not-found'),
    bad('somebody who is no member', { target: '/api/v1/groups/staff/members/ann' }, 404, 'not-found'),
  ],
  'GET /api/v1/groups/:name/rights': [...forAdmins, ...unknownNames(`${groups}/rights`, 'not-found')],
  'PATCH /api/v1/groups/:name/rights': [
    ...forAdmins,
    ...wrongRights,
    bad('a group that is none', { target: '/api/v1/groups/none/rights', json: {} }, 404, 'not-found'),
  ],
  'GET /api/v1/rights': forAdmins,
  'PATCH /api/v1/rights': [...forAdmins, ...wrongRights],
}

/** What a form leaves empty was not asked for, and is no mistake. */
function isEmptyOption(json: unknown): boolean {
  const { displayName, language, timeZone, email } = json as Record<string, unknown>
  return [displayName, language, timeZone, email].some(
    (text) => typeof text === 'string' && text.trim() === '',
  )
}
