import { badBodies, badQueries, forUsers } from './common-rows.ts'
import { type BadInput, type BadRequest, bad } from './row.ts'

const invalid = 'validation-failed'
const content = '/api/v1/files/content'

/** What is no path. */
const badPaths = ['', 'Trip', '/..', '/a\u0001b', `/${'x'.repeat(256)}`, '/x'.repeat(300)]

/** What `path` and `space` of one file cannot be. */
function badPlaces(path: string): BadRequest[] {
  return badQueries(path, {
    '': 'path',
    'path=': 'path',
    'path=Trip': 'path',
    'path=/..': 'path',
    'path=/%2e%2e/a': 'path',
    'path=/a&path=/b': 'path',
    [`path=/${'x'.repeat(12_000)}`]: 'path',
    'path=/a&space=0': 'space',
    'path=/a&space=x': 'space',
  })
}

const badReadings: readonly BadRequest[] = [
  bad('what is missing', { target: `${content}?path=/Nothing` }, 404, 'node-not-found'),
  bad('a folder', { target: `${content}?path=/Trip` }, 409, 'conflict'),
  bad('what lies in a file', { target: `${content}?path=/plan.txt/a` }, 404, 'node-not-found'),
  bad('a space of nobody', { target: `${content}?path=/a&space=999` }, 404, 'node-not-found'),
  bad(
    'a condition that is none',
    { target: `${content}?path=/plan.txt`, headers: { 'if-match': 'old' } },
    400,
    invalid,
  ),
  bad(
    'a file that has changed',
    { target: `${content}?path=/plan.txt`, headers: { 'if-match': '"old"' } },
    412,
    'precondition-failed',
  ),
]

const badTransfers: readonly BadRequest[] = [
  ...badBodies({ from: '/plan.txt', to: '/other.txt' }),
  ...badPaths.map((to) =>
    bad(`the path ${to.slice(0, 20)}`, { json: { from: '/plan.txt', to }, errors: ['to'] }, 400, invalid),
  ),
  bad(
    'a choice that is none',
    { json: { from: '/plan.txt', to: '/other.txt', conflict: 'ask' }, errors: ['conflict'] },
    400,
    invalid,
  ),
  bad('what is missing', { json: { from: '/Nothing', to: '/other.txt' } }, 404, 'node-not-found'),
  bad('a name that is taken', { json: { from: '/plan.txt', to: '/Trip' } }, 409, 'node-exists'),
  bad('a folder that is missing', { json: { from: '/plan.txt', to: '/Nothing/a' } }, 404, 'node-not-found'),
  bad('into itself', { json: { from: '/Trip', to: '/Trip/Trip' } }, 403, 'forbidden'),
  bad(
    'a space of nobody',
    { json: { from: '/plan.txt', to: '/other.txt', toSpace: '999' } },
    404,
    'node-not-found',
  ),
]

/** Files, for people who work with them. */
export const fileWorkInput: BadInput = {
  'GET /api/v1/files/details': [
    ...forUsers,
    ...badPlaces('/api/v1/files/details'),
    bad('what is missing', { target: '/api/v1/files/details?path=/Nothing' }, 404, 'node-not-found'),
  ],
  'GET /api/v1/files/search': [
    ...forUsers,
    ...badQueries('/api/v1/files/search', {
      '': 'text',
      'text=': 'text',
      [`text=${'x'.repeat(257)}`]: 'text',
      'text=a&limit=401': 'limit',
      'text=a&path=Trip': 'path',
      'text=a&space=0': 'space',
    }),
    bad(
      'a folder that is missing',
      { target: '/api/v1/files/search?text=a&path=/Nothing' },
      404,
      'node-not-found',
    ),
    bad('a file', { target: '/api/v1/files/search?text=a&path=/plan.txt' }, 409, 'conflict'),
    bad('a space of nobody', { target: '/api/v1/files/search?text=a&space=999' }, 404, 'node-not-found'),
  ],
  'GET /api/v1/search/received': [
    ...forUsers,
    ...badQueries('/api/v1/search/received', {
      '': 'text',
      'text=': 'text',
      [`text=${'x'.repeat(257)}`]: 'text',
      'text=a&limit=401': 'limit',
      'text=a&path=/Trip': '',
    }),
  ],
  'GET /api/v1/files/content': [
    ...forUsers,
    ...badPlaces(content),
    ...badReadings,
    bad(
      'a range that cannot be',
      { target: `${content}?path=/plan.txt`, headers: { range: 'bytes=999-' } },
      416,
      'range-not-satisfiable',
    ),
  ],
  'HEAD /api/v1/files/content': [...forUsers, ...badReadings],
  'PUT /api/v1/files/content': [
    ...forUsers,
    ...badPlaces(content),
    ...badQueries(content, { 'path=/a&modified=yesterday': 'modified' }),
    bad('a folder', { target: `${content}?path=/Trip`, body: 'x' }, 409, 'conflict'),
    bad('everything', { target: `${content}?path=/`, body: 'x' }, 409, 'conflict'),
    bad(
      'a folder that is missing',
      { target: `${content}?path=/Nothing/a.txt`, body: 'x' },
      404,
      'node-not-found',
    ),
    bad(
      'a file that has changed',
      { target: `${content}?path=/plan.txt`, headers: { 'if-match': '"old"' }, body: 'x' },
      412,
      'precondition-failed',
    ),
    bad(
      'a file that is there',
      { target: `${content}?path=/plan.txt`, headers: { 'if-none-match': '*' }, body: 'x' },
      412,
      'precondition-failed',
    ),
    bad(
      'a condition that is none',
      { target: `${content}?path=/plan.txt`, headers: { 'if-match': 'old' }, body: 'x' },
      400,
      invalid,
    ),
    bad(
      'a part of a file',
      { target: `${content}?path=/plan.txt`, headers: { 'content-range': 'bytes 0-0/9' }, body: 'x' },
      400,
      invalid,
    ),
    bad(
      'a compressed body',
      { target: `${content}?path=/plan.txt`, headers: { 'content-encoding': 'gzip' }, body: 'x' },
      415,
      'unsupported-media-type',
    ),
    bad('a space of nobody', { target: `${content}?path=/a&space=999`, body: 'x' }, 404, 'node-not-found'),
  ],
  'GET /api/v1/files/archive': [
    ...forUsers,
    ...badPlaces('/api/v1/files/archive'),
    ...badQueries('/api/v1/files/archive', {
      'path=/&names=': 'names',
      'path=/&names=/': 'names',
      'path=/&names=Trip//a': 'names',
      'path=/&names=..': 'names',
      'path=/&names=a&names=b': 'names',
      [`path=/&names=${'x'.repeat(12_000)}`]: 'names',
    }),
    bad('what is missing', { target: '/api/v1/files/archive?path=/Nothing' }, 404, 'node-not-found'),
    bad(
      'a name that is missing',
      { target: '/api/v1/files/archive?path=/&names=Trip/Nothing' },
      404,
      'node-not-found',
    ),
    bad('a file', { target: '/api/v1/files/archive?path=/plan.txt' }, 409, 'conflict'),
    bad('a space of nobody', { target: '/api/v1/files/archive?path=/&space=999' }, 404, 'node-not-found'),
  ],
  'POST /api/v1/files/folders': [
    ...forUsers,
    ...badBodies({ path: '/New' }),
    ...badPaths.map((path) =>
      bad(`the path ${path.slice(0, 20)}`, { json: { path }, errors: ['path'] }, 400, invalid),
    ),
    bad('a name that is taken', { json: { path: '/Trip' } }, 409, 'node-exists'),
    bad('everything', { json: { path: '/' } }, 409, 'node-exists'),
    bad('a folder that is missing', { json: { path: '/Nothing/New' } }, 404, 'node-not-found'),
    bad('a space of nobody', { json: { path: '/New', space: '999' } }, 404, 'node-not-found'),
    bad('a space that is none', { json: { path: '/New', space: 'x' }, errors: ['space'] }, 400, invalid),
  ],
  'POST /api/v1/files/move': [
    ...forUsers,
    ...badTransfers,
    bad('everything', { json: { from: '/', to: '/a' } }, 403, 'forbidden'),
  ],
  'POST /api/v1/files/copy': [
    ...forUsers,
    ...badTransfers,
    bad('to where it is', { json: { from: '/plan.txt', to: '/plan.txt' } }, 409, 'node-exists'),
    bad('everything', { json: { from: '/', to: '/a' } }, 403, 'forbidden'),
  ],
  'DELETE /api/v1/files': [
    ...forUsers,
    ...badPlaces('/api/v1/files'),
    bad('what is missing', { target: '/api/v1/files?path=/Nothing' }, 404, 'node-not-found'),
    bad('everything', { target: '/api/v1/files?path=/' }, 403, 'forbidden'),
    bad('a space of nobody', { target: '/api/v1/files?path=/a&space=999' }, 404, 'node-not-found'),
  ],
}
