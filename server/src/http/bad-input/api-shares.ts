import { badBodies, badIds, badPages, badQueries, forUsers } from './common-rows.ts'
import { type BadInput, bad } from './row.ts'

const invalid = 'validation-failed'
const share = { path: '/Trip', shareWith: 'bob@other.example', permissions: ['read'] }

const link = {
  path: '/Trip',
  recipientKind: 'link',
  permissions: ['read'],
  password: 'correct horse',
  maxDownloads: 5,
  label: 'x',
}

const shareChange = { permissions: ['read'], expiresAt: '2100-01-01T00:00:00Z', note: 'x' }

const badPaths = [
  '',
  'Trip',
  '/..',
  '/Trip/../x',
  '/.',
  '/Trip/./x',
  '/a\u0001b',
  `/${'x'.repeat(256)}`,
  `/${'x'.repeat(20_000)}`,
  '/a'.repeat(65),
]
const badAddresses = ['@other.example', 'bob@', 'bob@other.example:x', 'bob@[::1', 'a\nb@other.example']
const badMoments = [
  'tomorrow',
  '2026-13-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2027-01-01',
  '2027-01-01T00:00:00',
  '',
]

/** Shares, the inbox, and other servers. */
/** What a link cannot have, at once or ever. */
const badLinkFields = {
  label: ['', ' ', 'x'.repeat(201), 7],
  password: ['', 'x'.repeat(1_025), 7],
  maxDownloads: [0, -1, 1.5, 1_000_001, '5'],
}

const linkRows = [
  ...Object.entries(badLinkFields).flatMap(([name, values]) =>
    values.map((value) =>
      bad(
        `a link with the ${name} ${JSON.stringify(value).slice(0, 20)}`,
        { json: { ...link, [name]: value }, errors: [name] },
        400,
        invalid,
      ),
    ),
  ),
  bad('a short password', { json: { ...link, password: 'short' }, errors: ['password'] }, 400, invalid),
  bad('a link for somebody', { json: { ...link, shareWith: 'bob' }, errors: ['shareWith'] }, 400, invalid),
  ...[['share'], ['read', 'create'], ['create', 'write']].map((permissions) =>
    bad(
      `a link to ${permissions.join(' and ')}`,
      { json: { ...link, permissions }, errors: ['permissions'] },
      400,
      invalid,
    ),
  ),
  bad(
    'a link that takes files, to a file',
    { json: { path: '/plan.txt', recipientKind: 'link', permissions: ['create'] }, errors: ['permissions'] },
    400,
    invalid,
  ),
  bad(
    'a link that takes files, with a limit of downloads',
    { json: { ...link, permissions: ['create'] }, errors: ['maxDownloads'] },
    400,
    invalid,
  ),
  bad('a link to nothing', { json: { ...link, path: '/Nothing' } }, 404, 'node-not-found'),
  bad(
    'a link that is over',
    { json: { ...link, expiresAt: '2001-01-01T00:00:00Z' }, errors: ['expiresAt'] },
    400,
    invalid,
  ),
  bad(
    'files for somebody, unseen',
    { json: { ...share, permissions: ['create'] }, errors: ['permissions'] },
    400,
    invalid,
  ),
  bad(
    'a limit for somebody',
    { json: { ...share, maxDownloads: 5 }, errors: ['maxDownloads'] },
    400,
    invalid,
  ),
]

export const sharesInput: BadInput = {
  'GET /api/v1/recipients': [
    ...forUsers,
    ...badQueries('/api/v1/recipients', {
      'limit=0': 'limit',
      'limit=51': 'limit',
      'limit=many': 'limit',
      'search=a&search=b': 'search',
      [`search=${'x'.repeat(257)}`]: 'search',
    }),
  ],
  'GET /api/v1/recipients/lookup': [
    ...forUsers,
    ...badQueries('/api/v1/recipients/lookup', {
      '': 'address',
      'address=': 'address',
      'address=a&address=b': 'address',
      [`address=${'x'.repeat(1025)}`]: 'address',
    }),
  ],

  'POST /api/v1/shares': [
    ...forUsers,
    ...badBodies(share, { optional: ['permissions'] }),
    ...badPaths.map((path) =>
      bad(`the path ${path.slice(0, 20)}`, { json: { ...share, path }, errors: ['path'] }, 400, invalid),
    ),
    bad('the root as path', { json: { ...share, path: '/' }, errors: ['path'] }, 400, invalid),
    bad('a path to nothing', { json: { ...share, path: '/Nothing' } }, 404, 'node-not-found'),
    bad('a path below a file', { json: { ...share, path: '/plan.txt/x' } }, 404, 'node-not-found'),
    ...badAddresses.map((shareWith) =>
      bad(`the address ${shareWith.trim().slice(0, 20)}`, { json: { ...share, shareWith } }, 422),
    ),
    bad(
      'an address without end',
      { json: { ...share, shareWith: `${'x'.repeat(1_100)}@other.example` }, errors: ['shareWith'] },
      400,
      invalid,
    ),
    bad('nobody', { json: { ...share, shareWith: 'nobody' } }, 422, 'recipient-not-found'),
    bad(
      'nobody of this server',
      { json: { ...share, shareWith: 'nobody@cloud.example' } },
      422,
      'recipient-not-found',
    ),
    bad('oneself', { json: { ...share, shareWith: 'ann@cloud.example' } }, 422, 'share-with-self'),
    bad(
      'no group',
      { json: { ...share, shareWith: 'nobody', recipientKind: 'group' } },
      422,
      'recipient-not-found',
    ),
    bad(
      'a recipient of no kind',
      { json: { ...share, recipientKind: 'planet' }, errors: ['recipientKind'] },
      400,
      invalid,
    ),
    bad('the space of nobody', { json: { ...share, space: '999' } }, 404, 'node-not-found'),
    bad('a space that is no id', { json: { ...share, space: 'x' }, errors: ['space'] }, 400, invalid),
    bad('no permissions', { json: { ...share, permissions: [] }, errors: ['permissions'] }, 400, invalid),
    bad(
      'a permission that nobody knows',
      { json: { ...share, permissions: ['execute'] }, errors: ['permissions.0'] },
      400,
      invalid,
    ),
    bad(
      'too many permissions',
      { json: { ...share, permissions: ['read', 'read', 'read', 'read'] }, errors: ['permissions'] },
      400,
      invalid,
    ),
    ...badMoments.map((expiresAt) =>
      bad(`the end ${expiresAt}`, { json: { ...share, expiresAt }, errors: ['expiresAt'] }, 400, invalid),
    ),
    bad(
      'an end that is over',
      { json: { ...share, expiresAt: '2001-01-01T00:00:00Z' }, errors: ['expiresAt'] },
      400,
      invalid,
    ),
    bad(
      'an end that is no text',
      { json: { ...share, expiresAt: 1_800_000_000 }, errors: ['expiresAt'] },
      400,
      invalid,
    ),
    bad(
      'a note that is too long',
      { json: { ...share, note: 'x'.repeat(5_000) }, errors: ['note'] },
      400,
      invalid,
    ),
    ...linkRows,
  ],
  'GET /api/v1/shares': [
    ...forUsers,
    ...badQueries('/api/v1/shares', {
      ...badPages,
      'path=': 'path',
      'path=Trip': 'path',
      'path=/%2e%2e': 'path',
      'path=/Trip&node=1': 'node',
      'node=0': 'node',
      'node=x': 'node',
      'space=1': 'space',
      'path=/Trip&space=x': 'space',
    }),
    bad('a path to nothing', { target: '/api/v1/shares?path=/Nothing' }, 404, 'node-not-found'),
    bad('the space of nobody', { target: '/api/v1/shares?path=/Trip&space=999' }, 404, 'node-not-found'),
  ],
  'POST /api/v1/shares/:id/retry': [
    ...forUsers,
    ...badIds('/api/v1/shares/:id/retry'),
    unknownShare('/api/v1/shares/999/retry'),
  ],
  'GET /api/v1/shares/:id': [
    ...forUsers,
    ...badIds('/api/v1/shares/:id'),
    unknownShare('/api/v1/shares/999'),
  ],
  'PATCH /api/v1/shares/:id': [
    ...forUsers,
    ...badIds('/api/v1/shares/:id').map((row) => ({ ...row, json: { note: 'x' } })),
    ...badBodies(shareChange, {
      optional: ['permissions', 'expiresAt', 'note'],
      nullable: ['expiresAt', 'note'],
    }),
    bad('no permissions', { json: { permissions: [] }, errors: ['permissions'] }, 400, invalid),
    ...badMoments.map((expiresAt) =>
      bad(`the end ${expiresAt}`, { json: { expiresAt }, errors: ['expiresAt'] }, 400, invalid),
    ),
    bad(
      'an end that is over, of nothing',
      { json: { expiresAt: '2001-01-01T00:00:00Z' } },
      404,
      'share-not-found',
    ),
    ...Object.entries(badLinkFields).flatMap(([name, values]) =>
      values.map((value) =>
        bad(
          `the ${name} ${JSON.stringify(value).slice(0, 20)}`,
          { json: { [name]: value }, errors: [name] },
          400,
          invalid,
        ),
      ),
    ),
    bad('a note that is too long', { json: { note: 'x'.repeat(5_000) }, errors: ['note'] }, 400, invalid),
    bad('the id of nothing', { target: '/api/v1/shares/999', json: { note: 'x' } }, 404, 'share-not-found'),
  ],
  'DELETE /api/v1/shares/:id': [
    ...forUsers,
    ...badIds('/api/v1/shares/:id'),
    unknownShare('/api/v1/shares/999'),
  ],

  'GET /api/v1/inbox': [
    ...forUsers,
    ...badQueries('/api/v1/inbox', { ...badPages, 'state=': 'state', 'state=lost': 'state' }),
  ],
  'GET /api/v1/inbox/rules': [...forUsers],
  'PATCH /api/v1/inbox/rules': [
    ...forUsers,
    ...badBodies({ local: 'ask', federated: 'accept' }, { optional: ['local', 'federated'] }),
    bad('a rule that nobody knows', { json: { local: 'perhaps' }, errors: ['local'] }, 400, invalid),
  ],
  'POST /api/v1/inbox/:id/accept': [
    ...forUsers,
    ...badIds('/api/v1/inbox/:id/accept'),
    unknownItem('/api/v1/inbox/999/accept'),
  ],
  'POST /api/v1/inbox/:id/decline': [
    ...forUsers,
    ...badIds('/api/v1/inbox/:id/decline'),
    unknownItem('/api/v1/inbox/999/decline'),
  ],
  'POST /api/v1/inbox/:id/retry': [
    ...forUsers,
    ...badIds('/api/v1/inbox/:id/retry'),
    unknownItem('/api/v1/inbox/999/retry'),
  ],
  'GET /api/v1/inbox/:id/listing': [
    ...forUsers,
    ...badIds('/api/v1/inbox/:id/listing'),
    ...badQueries('/api/v1/inbox/1/listing', {
      'path=': 'path',
      'path=Trip': 'path',
      'path=/..': 'path',
      'path=/%2e%2e': 'path',
      'path=/a&path=/b': 'path',
      [`path=/${'x'.repeat(20_000).slice(0, 12_000)}`]: 'path',
    }),
    unknownItem('/api/v1/inbox/999/listing'),
  ],
}

function unknownShare(target: string) {
  return bad('an id that is nobody’s', { target }, 404, 'share-not-found')
}

function unknownItem(target: string) {
  return bad('an id that is nobody’s', { target }, 404, 'inbox-item-not-found')
}
