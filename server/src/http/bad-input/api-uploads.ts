import { badBodies, forUsers, openToAll } from './common-rows.ts'
import { type BadInput, type BadRequest, bad } from './row.ts'

const invalid = 'validation-failed'
const tus = { 'tus-resumable': '1.0.0' }
const octets = { 'content-type': 'application/offset+octet-stream' }

/** Metadata as tus writes it. */
function metadata(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')
}

/** A creation that is right, but for what is said here. */
function creation(values: Readonly<Record<string, string>>, length = '5'): Readonly<Record<string, string>> {
  return { ...tus, 'upload-length': length, 'upload-metadata': metadata(values) }
}

const badVersions: readonly BadRequest[] = [
  bad('no version of tus', {}, 412, 'tus-version-unsupported'),
  bad('another version of tus', { headers: { 'tus-resumable': '0.2.2' } }, 412, 'tus-version-unsupported'),
]

/** Uploads over several requests. */
export const uploadsInput: BadInput = {
  'OPTIONS /api/v1/uploads': openToAll,
  'GET /api/v1/uploads': forUsers,
  'POST /api/v1/uploads': [
    ...forUsers,
    ...badVersions,
    ...['', '-1', '1.5', 'many', '1e3', '9'.repeat(20)].map((length) =>
      bad(
        `the length ${length}`,
        { headers: creation({ path: '/a.txt' }, length), errors: ['upload-length'] },
        400,
        invalid,
      ),
    ),
    bad('no length', { headers: { ...tus, 'upload-metadata': metadata({ path: '/a' }) } }, 400, invalid),
    ...[
      'path',
      'path /a',
      'path L2E=,path L2I=',
      'path  L2E=',
      'path L2E= x',
      'path \u00ff',
      `path ${Buffer.from([0x2f, 0xff]).toString('base64')}`,
    ].map((text) =>
      bad(
        `the metadata ${text}`,
        { headers: { ...tus, 'upload-length': '5', 'upload-metadata': text } },
        400,
        invalid,
      ),
    ),
    ...(
      [
        [{}, 'path'],
        [{ path: 'a' }, 'path'],
        [{ path: '/..' }, 'path'],
        [{ path: '/a\u0000' }, 'path'],
        [{ filename: '..' }, 'path'],
        [{ filename: 'x'.repeat(300) }, 'path'],
        [{ path: '/a', space: '0' }, 'space'],
        [{ path: '/a', conflict: 'ask' }, 'conflict'],
        [{ path: '/a', modified: 'yesterday' }, 'modified'],
        [{ path: '/a', 'if-match': '' }, 'if-match'],
      ] as const
    ).map(([values, name]) =>
      bad(
        `the values ${JSON.stringify(values).slice(0, 40)}`,
        { headers: creation(values as Readonly<Record<string, string>>), errors: [name] },
        400,
        invalid,
      ),
    ),
    bad('a name that is taken', { headers: creation({ path: '/plan.txt' }) }, 409, 'node-exists'),
    bad('a folder', { headers: creation({ path: '/Trip', conflict: 'replace' }) }, 409, 'conflict'),
    bad('everything', { headers: creation({ path: '/', conflict: 'rename' }) }, 409, 'conflict'),
    bad('a folder that is missing', { headers: creation({ path: '/Nothing/a' }) }, 404, 'node-not-found'),
    bad('a space of nobody', { headers: creation({ path: '/a', space: '999' }) }, 404, 'node-not-found'),
    bad(
      'a file that has changed',
      { headers: creation({ path: '/plan.txt', 'if-match': 'old' }) },
      412,
      'precondition-failed',
    ),
  ],
  'HEAD /api/v1/uploads/:id': [...forUsers, ...badVersions, unknown()],
  'PATCH /api/v1/uploads/:id': [
    ...forUsers,
    ...badVersions,
    unknown({ ...octets, 'upload-offset': '0' }),
    bad('no type', { headers: { ...tus, 'upload-offset': '0' }, body: 'x' }, 415, 'unsupported-media-type'),
    bad(
      'another type',
      { headers: { ...tus, 'upload-offset': '0', 'content-type': 'text/plain' }, body: 'x' },
      415,
      'unsupported-media-type',
    ),
    ...['', '-1', 'x', '1.5'].map((offset) =>
      bad(
        `the offset ${offset}`,
        { headers: { ...tus, ...octets, 'upload-offset': offset }, errors: ['upload-offset'] },
        400,
        invalid,
      ),
    ),
    bad('no offset', { headers: { ...tus, ...octets }, errors: ['upload-offset'] }, 400, invalid),
  ],
  'POST /api/v1/uploads/:id': [
    ...forUsers,
    ...badVersions,
    unknown({ ...octets, 'upload-offset': '0', 'x-http-method-override': 'PATCH' }),
    ...['', 'GET', 'patch'].map((meant) =>
      bad(
        `the method ${meant}`,
        { headers: { ...tus, ...octets, 'upload-offset': '0', 'x-http-method-override': meant } },
        405,
        'method-not-allowed',
      ),
    ),
    unknown({ 'x-http-method-override': 'DELETE' }),
    bad(
      'no other method',
      { headers: { ...tus, ...octets, 'upload-offset': '0' } },
      405,
      'method-not-allowed',
    ),
  ],
  'POST /api/v1/uploads/:id/place': [
    ...forUsers,
    ...badBodies({ path: '/a', conflict: 'rename' }, { optional: ['path', 'conflict'] }),
    ...placing({ path: 'a' }, 'path'),
    ...placing({ path: '/..' }, 'path'),
    ...placing({ path: '/a\u0001' }, 'path'),
    ...placing({ conflict: 'ask' }, 'conflict'),
    ...placing({ space: '5' }, ''),
    bad('an upload of nobody', { json: {} }, 404, 'upload-not-found'),
  ],
  'DELETE /api/v1/uploads/:id': [...forUsers, ...badVersions, unknown()],
}

function placing(json: Readonly<Record<string, string>>, name: string): readonly BadRequest[] {
  return [bad(`the order ${JSON.stringify(json)}`, { json, errors: [name] }, 400, invalid)]
}

function unknown(headers: Readonly<Record<string, string>> = {}): BadRequest {
  return bad('an upload of nobody', { headers: { ...tus, ...headers } }, 404, 'upload-not-found')
}
