import { davMethods } from '@isthmus/webdav'
import { type BadInput, type BadRequest, bad } from './row.ts'

const files = '/dav/files/ann'
const share = '/dav/ocm/999'
const space = '/dav/spaces/999'
const xml = { 'content-type': 'application/xml; charset=utf-8' }
const deep = `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`

const elsewhere = bad('a host that does not live here', { headers: { host: 'elsewhere.example' } }, 421)

/** Addresses below a root that can be none. */
function badAddresses(root: string): BadRequest[] {
  const segments: Readonly<Record<string, string>> = {
    'a slash in a name': 'a%2Fb',
    'a NUL in a name': 'a%00b',
    'a control character in a name': 'a%07b',
    'a way up': 'x/../y',
    'a way up in disguise': 'x/%2e%2e/y',
    'a way to the same place': './x',
    'no name': 'x//y',
    'an escape that is none': '%zz',
    'what is not UTF-8': '%C0%AF',
    'half of a surrogate pair': '%ED%A0%80',
    'a name of 256 bytes': 'x'.repeat(256),
    'a name of 256 bytes in 128 letters': '%C3%A9'.repeat(128),
    'a place 65 deep': Array(65).fill('x').join('/'),
  }
  return Object.entries(segments).map(([what, segment]) => bad(what, { target: `${root}/${segment}` }, 400))
}

const strangers: readonly BadRequest[] = [
  elsewhere,
  bad('nothing to sign in with', { as: 'stranger' }, 401),
  bad('an unknown token', { as: 'stranger', headers: { authorization: 'Bearer isthmus_0000' } }, 401),
  bad(
    'a NUL in the name',
    { as: 'stranger', headers: { authorization: `Basic ${Buffer.from('ann\0:x').toString('base64')}` } },
    401,
  ),
  bad(
    'a session, which counts on the API alone',
    { as: 'stranger', headers: { cookie: 'isthmus_000000000000=x' } },
    401,
  ),
]

const ofFiles: readonly BadRequest[] = [
  ...strangers,
  ...badAddresses(files),
  bad('the files of somebody else', { target: '/dav/files/zoe/x' }, 403),
  bad('the files of nobody', { target: '/dav/files/%2e%2e/x' }, 403),
]

const ofShares: readonly BadRequest[] = [
  elsewhere,
  bad('nothing to open it with', { as: 'stranger', target: `${share}/x` }, 401),
  bad(
    'an unknown token',
    { as: 'stranger', target: `${share}/x`, headers: { authorization: 'Bearer x.y.z' } },
    401,
  ),
  bad('an account of ours', { as: 'ann', target: `${share}/x` }, 401),
  bad('an id that is none', { as: 'stranger', target: '/dav/ocm/..%2F/x' }, 401),
  bad('a NUL in the id', { as: 'stranger', target: '/dav/ocm/1%00/x' }, 400),
]

const ofPublicShares: readonly BadRequest[] = [
  elsewhere,
  bad('nothing to open it with', {}, 401),
  bad('an unknown token', { headers: { authorization: 'Bearer x.y.z' } }, 401),
  bad('an account of ours', { as: 'ann', target: '/public.php/webdav/x' }, 401),
  bad('a NUL in the path', { target: '/public.php/webdav/%00' }, 400),
]

const ofLinks: readonly BadRequest[] = [
  elsewhere,
  bad('a token that nobody has', { target: `/public.php/dav/files/${'x'.repeat(43)}/a` }, 404),
  bad('a token that is none', { target: '/public.php/dav/files/%2e%2e/a' }, 404),
  bad('an account of ours', { as: 'ann' }, 404),
  bad('a NUL in the token', { target: '/public.php/dav/files/a%00' }, 400),
]

const ofSpaces: readonly BadRequest[] = [
  ...strangers,
  ...badAddresses(space),
  bad('an id that is none', { target: '/dav/spaces/..%2F/x' }, 404),
  bad('an id without end', { target: `/dav/spaces/${'9'.repeat(400)}/x` }, 404),
]

/**
 * Bodies that are no XML, or XML that says nothing.
 * @param answers - to another element than what is expected, and to one that is too deep or, before that, too long
 */
function badXml(
  headers: Readonly<Record<string, string>> = {},
  answers: { other?: number; deep?: number } = {},
): BadRequest[] {
  const bodies: Readonly<Record<string, string | Uint8Array>> = {
    'no XML': '<a',
    'two roots': '<a/><b/>',
    'elements 33 deep': '<a>'.repeat(33) + '</a>'.repeat(33),
    'an entity of its own': '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    'a prefix without a namespace': '<D:propfind><D:allprop/></D:propfind>',
    'Latin-1': Buffer.from('<propfind xmlns="DAV:"><prop><é/></prop></propfind>', 'latin1'),
    'a NUL': '<propfind xmlns="DAV:">\0</propfind>',
  }
  return [
    ...Object.entries(bodies).map(([what, body]) =>
      bad(`a body of ${what}`, { headers: { ...xml, ...headers }, body }, 400),
    ),
    bad(
      'a body of another element',
      { headers: { ...xml, ...headers }, body: '<x xmlns="DAV:"/>' },
      answers.other ?? 400,
    ),
    bad(
      'a body of elements 50,000 deep',
      { headers: { ...xml, ...headers }, body: deep },
      answers.deep ?? 413,
    ),
    bad(
      'a body that is too large',
      { headers: { ...xml, ...headers }, body: `<a>${'x'.repeat(2 * 1024 * 1024)}</a>` },
      413,
    ),
  ]
}

const destinations: readonly BadRequest[] = [
  bad('no destination', { target: `${files}/plan.txt` }, 400),
  ...Object.entries({
    'on another server': ['https://elsewhere.example/dav/files/ann/x', 502],
    'that is no address': ['http://[', 400],
    'with a way up': [`${files}/x/../y`, 400],
    'with a slash in a name': [`${files}/a%2Fb`, 400],
    'with a NUL in a name': [`${files}/a%00b`, 400],
    'with a name of 256 bytes': [`${files}/${'x'.repeat(256)}`, 400],
    'in a folder that is missing': [`${files}/missing/x`, 409],
    'outside of the files': ['/api/v1/users', 502],
    'in the files of somebody else': ['/dav/files/zoe/x', 502],
    'that is the same': [`${files}/plan.txt`, 403],
  } as const).map(([what, [destination, status]]) =>
    bad(`a destination ${what}`, { target: `${files}/plan.txt`, headers: { destination } }, status),
  ),
  bad(
    'an overwriting that is neither',
    { target: `${files}/plan.txt`, headers: { destination: `${files}/x`, overwrite: 'maybe' } },
    400,
  ),
  bad('nothing', { target: `${files}/missing`, headers: { destination: `${files}/x` } }, 404),
]

const wrongConditions: readonly BadRequest[] = [
  bad('an If header that is none', { headers: { if: '(((' } }, 400),
  bad('a lock that is not held', { headers: { if: '(<opaquelocktoken:x>)' } }, 412),
  bad('another entity tag', { headers: { 'if-match': '"other"' } }, 412),
]

const nameOf = (bytes: number) => 'x'.repeat(bytes)

/** Names that are unusual elsewhere and allowed here, and how they are stored. */
const stored: readonly BadRequest[] = Object.entries({
  'a decomposed name': ['e%CC%81.txt', '\u00e9.txt'],
  'a name of 255 bytes': [nameOf(255), nameOf(255)],
  'dots at the end': ['dots...', 'dots...'],
  'a space at the end': ['space%20', 'space '],
  'a name of Windows’ devices': ['CON', 'CON'],
  'a backslash': ['a%5Cb', 'a\\b'],
  'a name with a colon': ['a:b', 'a:b'],
  'a name of what is hidden': ['.htaccess', '.htaccess'],
  'a name of an emoji': ['%F0%9F%92%A9', '\u{1f4a9}'],
  'a name that turns the letters around': ['a%E2%80%AEb', 'a\u202eb'],
}).map(([what, [segment = '', name = '']]) => ({
  ...bad(what, { target: `${files}/${segment}`, body: 'x' }, 201),
  stored: name,
}))

const byMethod: Readonly<Record<string, readonly BadRequest[]>> = {
  GET: [
    bad('nothing', { target: `${files}/missing` }, 404),
    bad('a range that cannot be', { target: `${files}/plan.txt`, headers: { range: 'bytes=999-' } }, 416),
  ],
  HEAD: [bad('nothing', { target: `${files}/missing` }, 404)],
  PUT: [
    ...wrongConditions.map((row) => ({ ...row, target: `${files}/plan.txt`, body: 'x' })),
    bad(
      'a part of a file',
      { target: `${files}/x`, headers: { 'content-range': 'bytes 0-1/2' }, body: 'xx' },
      400,
    ),
    bad(
      'a compressed file',
      { target: `${files}/x`, headers: { 'content-encoding': 'gzip' }, body: 'x' },
      415,
    ),
    bad('a file in the place of a folder', { target: `${files}/Trip`, body: 'x' }, 405),
    bad('a folder', { target: `${files}/x/`, body: 'x' }, 405),
    bad('a folder that is missing', { target: `${files}/missing/x`, body: 'x' }, 409),
    bad('a time that is none', { target: `${files}/x`, headers: { 'x-oc-mtime': 'now' }, body: 'x' }, 400),
    bad(
      'a checksum of something else',
      { target: `${files}/x`, headers: { 'oc-checksum': `SHA1:${'0'.repeat(40)}` }, body: 'x' },
      400,
    ),
    ...stored,
  ],
  DELETE: [
    bad('nothing', { target: `${files}/missing` }, 404),
    bad('everything', { target: `${files}/` }, 403),
    bad('a part of a folder', { target: `${files}/Trip`, headers: { depth: '0' } }, 400),
    ...wrongConditions.map((row) => ({ ...row, target: `${files}/plan.txt` })),
  ],
  MKCOL: [
    bad('a body', { target: `${files}/x`, headers: xml, body: '<a/>' }, 415),
    bad('what is there', { target: `${files}/Trip` }, 405),
    bad('a folder that is missing', { target: `${files}/missing/x` }, 409),
  ],
  PROPFIND: [
    bad('a depth that is none', { headers: { depth: '2' } }, 400),
    bad('no depth', {}, 403),
    bad('a depth without end', { headers: { depth: 'infinity' } }, 403),
    bad('nothing', { target: `${files}/missing`, headers: { depth: '0' } }, 404),
    ...badXml({ depth: '0' }),
  ],
  PROPPATCH: [bad('no body', {}, 400), ...badXml({}, { deep: 400 })],
  COPY: [
    ...destinations,
    bad(
      'a depth that is none',
      { target: `${files}/Trip`, headers: { destination: `${files}/x`, depth: '1' } },
      400,
    ),
  ],
  MOVE: [
    ...destinations,
    bad(
      'a part of a folder',
      { target: `${files}/Trip`, headers: { destination: `${files}/x`, depth: '0' } },
      400,
    ),
  ],
  LOCK: [
    bad('a time that is none', { target: `${files}/plan.txt`, headers: { timeout: 'soon' } }, 400),
    bad(
      'a depth that is none',
      {
        target: `${files}/Trip`,
        headers: { ...xml, depth: '1' },
        body: '<lockinfo xmlns="DAV:"><lockscope><exclusive/></lockscope><locktype><write/></locktype></lockinfo>',
      },
      400,
    ),
    bad(
      'a lock that is not held',
      { target: `${files}/plan.txt`, headers: { if: '(<opaquelocktoken:x>)' } },
      412,
    ),
    ...badXml().map((row) => ({ ...row, target: `${files}/plan.txt` })),
  ],
  UNLOCK: [
    bad('no lock', { target: `${files}/plan.txt` }, 400),
    bad('a lock that is none', { target: `${files}/plan.txt`, headers: { 'lock-token': 'x' } }, 400),
    bad(
      'a lock of nobody',
      { target: `${files}/plan.txt`, headers: { 'lock-token': '<opaquelocktoken:x>' } },
      409,
    ),
  ],
  REPORT: [bad('no body', {}, 400), ...badXml({}, { other: 403 })],
  OPTIONS: [],
}

/** What clients of WebDAV send. */
export const davInput: BadInput = Object.fromEntries(
  davMethods.flatMap((method) => [
    [`${method} /dav/files/:user/*`, [...ofFiles, ...(byMethod[method] ?? [])]],
    [`${method} /dav/ocm/:share/*`, ofShares],
    [`${method} /public.php/webdav/*`, ofPublicShares],
    [`${method} /public.php/dav/files/:token/*`, ofLinks],
    [`${method} /dav/spaces/:id/*`, ofSpaces],
  ]),
)
