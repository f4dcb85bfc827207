import { badBodies, badEncodings, badQueries, forAdmins, forUsers, unknownNames } from './common-rows.ts'
import { type BadInput, type BadRequest, bad } from './row.ts'

const invalid = 'validation-failed'

/** Hosts and addresses that are none. @param path - with `:name` for the segment */
function wrongSegments(path: string, segments: readonly string[]): BadRequest[] {
  return [
    ...segments.map((segment) =>
      bad(`the segment ${segment}`, { target: path.replace(':name', segment) }, 422, 'invalid-address'),
    ),
    ...unknownNames(path, 'not-found').filter(({ status }) => status === 400),
  ]
}

const wrongHosts = (path: string) =>
  wrongSegments(path, [
    'a%20b',
    '..',
    'other.example:x',
    'other.example:99999',
    'ann@other.example',
    '%E2%80%8B',
    '[::1',
  ])

const wrongAddresses = (path: string) =>
  wrongSegments(path, [
    'nobody',
    'ann@',
    '@',
    '@other%20example',
    'ann@a%20b',
    'ann@other.example:99999',
    '%20',
  ])

/** One cloud does not decide about the others of its installation. */
const notByAdmins = bad('sent by an administrator, who is not the operator', { as: 'zoe' }, 403, 'forbidden')

const rule = { rule: 'block', note: 'why' }

/** Other servers, their people, and what this cloud chooses. */
export const peersInput: BadInput = {
  'GET /api/v1/peers': [
    ...forAdmins,
    ...badQueries('/api/v1/peers', { [`search=${'x'.repeat(257)}`]: 'search' }),
  ],
  'GET /api/v1/peers/:host': [
    ...forAdmins,
    ...wrongHosts('/api/v1/peers/:name'),
    bad('a server that nobody here knows', { target: '/api/v1/peers/nowhere.example' }, 404, 'not-found'),
  ],
  'GET /api/v1/peers/:host/inspection': [...forAdmins, ...wrongHosts('/api/v1/peers/:name/inspection')],
  'PUT /api/v1/peers/:host/rule': [
    ...forAdmins,
    ...badBodies(rule, { optional: ['note'] }),
    ...[{ rule: 'like' }, { rule: 'block', note: ' ' }, { rule: 'block', note: 'x'.repeat(1001) }].map(
      (json) => bad(`the rule ${JSON.stringify(json).slice(0, 50)}`, { json }, 400, invalid),
    ),
    ...wrongHosts('/api/v1/peers/:name/rule').map((row) => ({ ...row, json: rule })),
    bad(
      'this cloud itself',
      { target: '/api/v1/peers/cloud.example/rule', json: rule, errors: ['host'] },
      400,
      invalid,
    ),
  ],
  'DELETE /api/v1/peers/:host/rule': [...forAdmins, ...wrongHosts('/api/v1/peers/:name/rule')],
  'DELETE /api/v1/peers/:host': [...forAdmins, ...wrongHosts('/api/v1/peers/:name')],

  'GET /api/v1/blocked-senders': forAdmins,
  'PUT /api/v1/blocked-senders/:address': [...forAdmins, ...wrongAddresses('/api/v1/blocked-senders/:name')],
  'DELETE /api/v1/blocked-senders/:address': [
    ...forAdmins,
    ...wrongAddresses('/api/v1/blocked-senders/:name'),
  ],
  'GET /api/v1/me/blocked-senders': forUsers,
  'PUT /api/v1/me/blocked-senders/:address': [
    ...forUsers,
    ...wrongAddresses('/api/v1/me/blocked-senders/:name'),
  ],
  'DELETE /api/v1/me/blocked-senders/:address': [
    ...forUsers,
    ...wrongAddresses('/api/v1/me/blocked-senders/:name'),
  ],

  'GET /api/v1/tenants': [...forAdmins, notByAdmins],
  'POST /api/v1/tenants': [
    ...forAdmins,
    ...badBodies({ publicUrl: 'https://physics.example' }),
    ...['http://physics.example', 'x'.repeat(301)].map((publicUrl) =>
      bad(
        `the address ${publicUrl.slice(0, 40)}`,
        { json: { publicUrl }, errors: ['publicUrl'] },
        400,
        invalid,
      ),
    ),
    { ...notByAdmins, json: { publicUrl: 'https://physics.example' } },
  ],
  'PATCH /api/v1/tenants/:host': [
    ...forAdmins,
    ...badBodies({ publicUrl: 'https://physics.example' }),
    ...wrongHosts('/api/v1/tenants/:name').map((row) => ({
      ...row,
      json: { publicUrl: 'https://physics.example' },
    })),
    { ...notByAdmins, json: { publicUrl: 'https://physics.example' } },
  ],

  'GET /api/v1/mail': forAdmins,
  'GET /api/v1/mail/inspection': forAdmins,
  'POST /api/v1/mail/test': [
    ...forAdmins,
    ...badBodies({ to: 'ann@mail.example' }),
    ...['', 'nowhere', 'a@', 'a@b\r\nBcc: c@d.example', 'x'.repeat(5_000)].map((to) =>
      bad(`the address ${JSON.stringify(to).slice(0, 20)}`, { json: { to }, errors: ['to'] }, 400, invalid),
    ),
  ],
  'GET /api/v1/settings': forAdmins,
  'PATCH /api/v1/settings': [
    ...forAdmins,
    ...badEncodings('{"federation.policy":"open"}'),
    ...[[], null, 'text', 7].map((json) => bad(`the body ${JSON.stringify(json)}`, { json }, 400, invalid)),
    ...[{ listen: '0.0.0.0:80' }, { constructor: 'x' }].map((json) =>
      bad(`what cannot be chosen, ${JSON.stringify(json)}`, { json, errors: [''] }, 400, invalid),
    ),
    ...[
      { 'federation.policy': 'maybe' },
      { 'federation.policy': true },
      { 'mail.smtp.host': 'a b' },
      { 'mail.smtp.password': 'a\nb' },
      { 'mail.from': 'a@b\r\nBcc: c@d.example' },
      { 'shares.pendingPerPeer': -1 },
      { 'shares.pendingPerPeer': 1.5 },
      { 'shares.defaultFolder': '../x' },
    ].map((json) =>
      bad(`the setting ${JSON.stringify(json)}`, { json, errors: Object.keys(json) }, 400, invalid),
    ),
    bad('a value that is a list', { json: { 'federation.policy': ['open'] } }, 400, invalid),
  ],
}
