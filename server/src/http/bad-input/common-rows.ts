import { type BadRequest, bad } from './row.ts'

const json = 'application/json'
const invalid = 'validation-failed'

/** What every route of the REST API refuses before it looks at the rest. */
const badHosts: readonly BadRequest[] = [
  bad('a host that does not live here', { headers: { host: 'elsewhere.example' } }, 421, 'unknown-host'),
  bad('a host that is no name', { headers: { host: '../x' } }, 421, 'unknown-host'),
  bad('an empty host', { headers: { host: '' } }, 421, 'unknown-host'),
]

const badCredentials: readonly BadRequest[] = (
  [
    ['nothing', undefined],
    ['an unknown token', 'Bearer isthmus_0000000000000000'],
    ['an empty token', 'Bearer '],
    ['no token', 'Bearer'],
    ['a token of other letters', 'Bearer \u00f6'],
    ['nothing in the header', ''],
    ['no name and no password', 'Basic'],
    ['a name without a password', `Basic ${Buffer.from('ann').toString('base64')}`],
    ['a scheme that nobody knows', 'Digest username="ann"'],
    ['a password without a name', `Basic ${Buffer.from('correct horse').toString('base64')}`],
    ['a NUL in the name', `Basic ${Buffer.from('ann\0:password of ann').toString('base64')}`],
    ['what is not base64', 'Basic ~~~~'],
    ['a credential without end', `Bearer ${'x'.repeat(9_000)}`],
  ] as const
).map(([what, authorization]) =>
  bad(
    `signed in with ${what}`,
    { as: 'stranger', ...(authorization !== undefined && { headers: { authorization } }) },
    401,
    'unauthorized',
  ),
)

/** What the operator's own door takes, and no other. */
const asOperator = bad(
  'a name that only the operator may act under',
  { as: 'stranger', headers: { 'isthmus-as': 'ann', 'isthmus-tenant': 'cloud.example' } },
  401,
  'unauthorized',
)

/** For a route that anybody may call. */
export const openToAll: readonly BadRequest[] = badHosts

/** For a route of users. */
export const forUsers: readonly BadRequest[] = [
  ...badHosts,
  ...badCredentials,
  asOperator,
  bad(
    'signed in with a session that has ended',
    { as: 'stranger', headers: { cookie: 'isthmus_000000000000=x' } },
    401,
    'unauthorized',
  ),
]

/** For a route of administrators. */
export const forAdmins: readonly BadRequest[] = [
  ...forUsers,
  bad('sent by somebody who does not administer', { as: 'ann' }, 403, 'forbidden'),
]

/** Values that are nowhere an integer id in a URL. @param path - with `:id` for the id */
export function badIds(path: string): BadRequest[] {
  const values = [
    '0',
    '-1',
    '01',
    '1.5',
    '1e3',
    '0x1',
    'abc',
    '9007199254740993',
    '9'.repeat(400),
    '%E2%80%8B',
    '..',
    '%2e%2e',
    'a%2Fb',
    '%2F',
  ]
  return [
    ...values.map((id) =>
      bad(`the id ${id.slice(0, 20)}`, { target: path.replace(':id', id) }, 404, 'not-found'),
    ),
    ...badSegments(path.replace(':id', ':name')),
  ]
}

/** Names and texts in a URL that nothing has. @param path - with `:name` for the name */
export function unknownNames(path: string, code: 'not-found' | 'user-not-found'): BadRequest[] {
  const names = ['nobody', '..', '%2e%2e', 'a%2Fb', '-rf', '%20', 'x'.repeat(300), '%F0%9F%92%A9', 'e%CC%81']
  return [
    ...names.map((name) =>
      bad(`the name ${name.slice(0, 20)}`, { target: path.replace(':name', name) }, 404, code),
    ),
    ...badSegments(path),
  ]
}

/** What can stand for nothing in a URL. @param path - with `:name` for the segment */
function badSegments(path: string): BadRequest[] {
  const at = (segment: string) => ({ target: path.replace(':name', segment) })
  return [
    bad('a NUL in the address', at('a%00b'), 400, invalid),
    bad('an escape that is none', at('%zz'), 400, invalid),
    bad('an address that is not UTF-8', at('%C0%AF'), 400, invalid),
    bad('a segment that is too long', at('x'.repeat(2_000)), 400, invalid),
  ]
}

/** Queries that a route refuses, with the parameter that is wrong. @param path - of the route, filled */
export function badQueries(path: string, queries: Readonly<Record<string, string>>): BadRequest[] {
  return [
    ...Object.entries(queries).map(([query, name]) =>
      bad(`the query ${query.slice(0, 40)}`, { target: `${path}?${query}`, errors: [name] }, 400, invalid),
    ),
    bad('a parameter that nobody knows', { target: `${path}?unknown=1`, errors: [''] }, 400, invalid),
    bad('a parameter with the name of a trap', { target: `${path}?__proto__=1`, errors: [''] }, 400, invalid),
    bad('a NUL in the query', { target: `${path}?limit=1%00` }, 400, invalid),
  ]
}

/** What `limit` and `before` of lists that are read newest first cannot be. */
export const badPages: Readonly<Record<string, string>> = {
  'limit=0': 'limit',
  'limit=-1': 'limit',
  'limit=1001': 'limit',
  'limit=1.5': 'limit',
  'limit=many': 'limit',
  'limit=': 'limit',
  'limit=1&limit=2': 'limit',
  'before=0': 'before',
  'before=abc': 'before',
  'before=9007199254740993': 'before',
}

/** What `limit`, `search` and `after` of lists by name cannot be. */
export const badNamePages: Readonly<Record<string, string>> = {
  'limit=0': 'limit',
  'limit=1001': 'limit',
  'limit=many': 'limit',
  'search=a&search=b': 'search',
  [`search=${'x'.repeat(257)}`]: 'search',
  [`after=${'x'.repeat(257)}`]: 'after',
}

/**
 * Bodies that a route with a JSON object refuses.
 * @param valid - one that is right, to spoil
 * @param optional - the members of it that may be missing
 * @param nullable - the members of it that may be null
 */
export function badBodies(
  valid: Readonly<Record<string, unknown>>,
  { optional = [], nullable = [] }: { optional?: readonly string[]; nullable?: readonly string[] } = {},
): BadRequest[] {
  const spoilt = (members: object) => ({ ...valid, ...members })
  const names = Object.keys(valid)
  return [
    ...badEncodings(JSON.stringify(valid)),
    ...[[], null, 'text', 7, true].map((value) =>
      bad(`the body ${JSON.stringify(value)}`, { json: value, errors: [''] }, 400, invalid),
    ),
    bad('a member that nobody knows', { json: spoilt({ unknown: 1 }), errors: [''] }, 400, invalid),
    bad(
      'a member with the name of a trap',
      {
        headers: { 'content-type': json },
        body: JSON.stringify(valid).replace(/\}$/, ',"__proto__":{"admin":true}}'),
      },
      400,
      invalid,
    ),
    ...names
      .filter((name) => !optional.includes(name))
      .map((name) => bad(`no ${name}`, { json: without(valid, name), errors: [name] }, 400, invalid)),
    ...names.flatMap((name) =>
      othersThan(valid[name])
        .filter((value) => value !== null || !nullable.includes(name))
        .map((value) =>
          bad(
            `${name} as ${JSON.stringify(value)}`,
            { json: spoilt({ [name]: value }), errors: [name] },
            400,
            invalid,
          ),
        ),
    ),
  ]
}

/** Bytes that are no JSON, or are said to be something else. @param right - JSON that is right */
export function badEncodings(right: string): BadRequest[] {
  const asJson = { 'content-type': json }
  const deep = 50_000
  return [
    bad('no content type', { body: right }, 415, 'unsupported-media-type'),
    ...[
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/jsonp',
      'multipart/form-data; boundary=x',
    ].map((type) =>
      bad(
        `the content type ${type}`,
        { headers: { 'content-type': type }, body: right },
        415,
        'unsupported-media-type',
      ),
    ),
    bad(
      'a compressed body',
      { headers: { ...asJson, 'content-encoding': 'gzip' }, body: right },
      415,
      'unsupported-media-type',
    ),
    ...(
      [
        ['nothing', ''],
        ['no JSON', '{'],
        ['two values', '{}{}'],
        ['a comment', `/* */${right}`],
        ['a NUL in a text', '{"name":"a\\u0000b"}'],
        ['Latin-1', Buffer.from('{"name":"é"}', 'latin1')],
        ['UTF-16', Buffer.from(right, 'utf16le')],
        ['arrays 50,000 deep', '['.repeat(deep) + ']'.repeat(deep)],
        ['objects 50,000 deep', `${'{"a":'.repeat(deep / 2)}1${'}'.repeat(deep / 2)}`],
      ] as const
    ).map(([what, body]) => bad(`a body of ${what}`, { headers: asJson, body }, 400, invalid)),
    bad(
      'a body that is too large',
      { headers: asJson, body: `"${'x'.repeat(300 * 1024)}"` },
      413,
      'payload-too-large',
    ),
  ]
}

function without(members: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([other]) => other !== name))
}

/** Values of other types than that of `value`. */
function othersThan(value: unknown): unknown[] {
  const typeOf = (one: unknown) => (Array.isArray(one) ? 'array' : one === null ? 'null' : typeof one)
  return [null, true, 7, 'text', [], {}].filter((other) => typeOf(other) !== typeOf(value))
}
