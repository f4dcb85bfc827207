import { type BadInput, type BadRequest, bad } from './row.ts'

const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }

const elsewhere = bad('a host that does not live here', { headers: { host: 'elsewhere.example' } }, 421)

const share = {
  shareWith: 'ann@cloud.example',
  name: 'Plans',
  providerId: '7',
  owner: 'eve@eve.example',
  sender: 'eve@eve.example',
  shareType: 'user',
  resourceType: 'folder',
  protocol: { name: 'multi', webdav: { uri: '7', sharedSecret: 'the-secret', permissions: ['read'] } },
}

const notification = {
  notificationType: 'SHARE_ACCEPTED',
  resourceType: 'file',
  providerId: '7',
  notification: { sharedSecret: 'the-secret', message: 'Recipient accepted the share' },
}

const token = 'grant_type=authorization_code&client_id=eve.example&code=the-secret'

/** Bodies that are no JSON object at all. @param path - of the route */
function noObjects(right: object): BadRequest[] {
  const deep = 50_000
  const bodies: Readonly<Record<string, string | Uint8Array>> = {
    nothing: '',
    'no JSON': '{',
    'a list': '[]',
    'a text': '"text"',
    null: 'null',
    'Latin-1': Buffer.from(JSON.stringify({ ...right, name: 'é' }), 'latin1'),
    'UTF-16': Buffer.from(JSON.stringify(right), 'utf16le'),
    'a NUL in a text': JSON.stringify({ ...right, name: 'a\0b', message: 'a\0b' }),
    'lists 50,000 deep': '['.repeat(deep) + ']'.repeat(deep),
    'objects 50,000 deep': `${'{"a":'.repeat(deep / 2)}1${'}'.repeat(deep / 2)}`,
  }
  return [
    elsewhere,
    ...Object.entries(bodies).map(([what, body]) =>
      bad(`a body of ${what}`, { headers: json, body }, 400, 'VALIDATION_FAILED'),
    ),
    bad(
      'a body that is too large',
      { headers: json, body: `"${'x'.repeat(300 * 1024)}"` },
      413,
      'PAYLOAD_TOO_LARGE',
    ),
    bad(
      'a compressed body',
      { headers: { ...json, 'content-encoding': 'gzip' }, json: right },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ),
  ]
}

/** Bodies in which one member is missing or of another type. */
function wrongMembers(right: Readonly<Record<string, unknown>>, names: readonly string[]): BadRequest[] {
  const wrong = (what: string, name: string, value: unknown) =>
    bad(`${name} ${what}`, { json: { ...right, [name]: value }, errors: [name] }, 400, 'VALIDATION_FAILED')
  return names.flatMap((name) => [
    wrong('missing', name, undefined),
    wrong('as null', name, null),
    wrong('as a list', name, []),
    wrong('as a number', name, 7),
    wrong('empty', name, ''),
    wrong('too long', name, 'x'.repeat(20_000)),
  ])
}

/** What other clouds send. */
export const ocmInput: BadInput = {
  'GET /.well-known/ocm': [elsewhere],
  'HEAD /.well-known/ocm': [elsewhere],
  'GET /.well-known/jwks.json': [elsewhere],
  'HEAD /.well-known/jwks.json': [elsewhere],
  'GET /ocm-provider': [elsewhere],
  'HEAD /ocm-provider': [elsewhere],
  'GET /ocm-provider/': [elsewhere],
  'HEAD /ocm-provider/': [elsewhere],

  'POST /ocm/shares': [
    ...noObjects(share),
    ...wrongMembers(share, [
      'shareWith',
      'name',
      'providerId',
      'owner',
      'shareType',
      'resourceType',
      'protocol',
    ]).filter(
      // A type of the next version may be called anything, and some peers send their ids as numbers.
      ({ what }) => !/^(?:shareType|resourceType) too long$|^providerId as a number$/.test(what),
    ),
    bad(
      'a recipient who is at no server',
      { json: { ...share, shareWith: 'ann@' }, errors: ['shareWith'] },
      400,
      'VALIDATION_FAILED',
    ),
    bad(
      'an owner who is at no server',
      { json: { ...share, owner: 'eve' }, errors: ['owner'] },
      400,
      'VALIDATION_FAILED',
    ),
    bad(
      'an owner who is at another server',
      { json: { ...share, owner: 'eve@other.example' } },
      403,
      'OWNER_NOT_AT_SENDER',
    ),
    bad(
      'an end that is no moment',
      { json: { ...share, expiration: 'tomorrow' }, errors: ['expiration'] },
      400,
      'VALIDATION_FAILED',
    ),
    bad(
      'a kind of share that is not taken',
      { json: { ...share, shareType: 'group' } },
      501,
      'SHARE_TYPE_NOT_SUPPORTED',
    ),
    bad(
      'a kind of resource that is not taken',
      { json: { ...share, resourceType: 'calendar' } },
      501,
      'RESOURCE_TYPE_NOT_SUPPORTED',
    ),
    bad('no way in', { json: { ...share, protocol: { name: 'multi' } } }, 501),
    bad(
      'a signature that is none',
      { json: share, headers: { signature: 'x', 'signature-input': 'y' } },
      401,
    ),
  ],
  'POST /ocm/notifications': [
    ...noObjects(notification),
    ...wrongMembers(notification, ['notificationType']).filter(({ what }) => !what.endsWith('too long')),
    bad(
      'no share',
      { json: { ...notification, providerId: undefined }, errors: ['providerId'] },
      400,
      'VALIDATION_FAILED',
    ),
    bad(
      'a type that nobody knows',
      { json: { ...notification, notificationType: 'SHARE_EATEN' } },
      400,
      'VALIDATION_FAILED',
    ),
    bad(
      'a type that is not taken',
      { json: { ...notification, notificationType: 'ROOM_MODIFIED' } },
      501,
      'NOTIFICATION_TYPE_NOT_SUPPORTED',
    ),
    bad('no proof of anything', { json: notification }, 401, 'UNSIGNED'),
    bad(
      'a signature that is none, about nothing',
      { json: notification, headers: { signature: 'x', 'signature-input': 'y' } },
      404,
    ),
  ],
  'POST /ocm/token': [
    elsewhere,
    ...[
      '',
      '{"grant_type":"authorization_code"}',
      'grant_type=authorization_code&client_id=eve.example',
      'grant_type=authorization_code&code=c',
      'client_id=eve.example&code=c',
      `${token}&code=another`,
      `grant_type=authorization_code&client_id=a%20b&code=c`,
      `grant_type=authorization_code&client_id=eve.example&code=${'x'.repeat(5_000)}`,
    ].map((body) => bad(`the form ${body.slice(0, 50)}`, { headers: form, body }, 400, 'invalid_request')),
    bad(
      'a form that is too large',
      { headers: form, body: `${token}&x=${'x'.repeat(9_000)}` },
      413,
      'invalid_request',
    ),
    bad(
      'a compressed form',
      { headers: { ...form, 'content-encoding': 'gzip' }, body: token },
      400,
      'invalid_request',
    ),
    bad(
      'a grant that is not given',
      { headers: form, body: token.replace('authorization_code', 'password') },
      400,
      'unsupported_grant_type',
    ),
  ],
}
