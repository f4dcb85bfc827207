/**
 * Requests to every route of the REST API, in an order in which they work one after the other. The reference shows
 * them, and a test sends them and holds the answers against what the routes declare.
 */

/** A value of an earlier answer, and what the reference shows in its place. */
export interface Taken {
  /** The route that answered, `POST /api/v1/shares`. */
  readonly of: string
  /** Where it is in the answer, `entries.0.id`. */
  readonly at: string
  readonly shown: string
}

export interface ApiExample {
  /** `POST /api/v1/shares` */
  readonly route: string
  /**
   * Who asks: `ann` and `bob` are users of cloud.example and other.example, `zoe` administers that of Ann. A `browser`
   * is one in which Ann has signed in; the `operator` comes through the socket of the data folder.
   */
  readonly as: 'ann' | 'bob' | 'zoe' | 'browser' | 'operator' | 'nobody'
  readonly params?: Readonly<Record<string, string | Taken>>
  readonly query?: string
  readonly body?: Readonly<Record<string, unknown>>
  /** Besides those of every request. */
  readonly headers?: Readonly<Record<string, string>>
  /** A body that is no JSON. */
  readonly text?: string
}

const share = { of: 'POST /api/v1/shares', at: 'id', shown: '12' }
const item = { of: 'GET /api/v1/inbox', at: 'items.0.id', shown: '7' }
const job = { of: 'a job that waits', at: '', shown: '019c0c5e-8a42-7d10-8c55-90b3a7c1f2e4' }
const file = { of: 'GET /api/v1/files', at: 'entries.0.id', shown: '42' }
const newest = { of: 'GET /api/v1/files/:id/versions', at: 'versions.0.id', shown: '57' }
const oldest = { of: 'GET /api/v1/files/:id/versions', at: 'versions.1.id', shown: '51' }
const trashed = { of: 'GET /api/v1/trash', at: 'items.0.id', shown: '43' }
const alsoTrashed = { of: 'GET /api/v1/trash', at: 'items.1.id', shown: '40' }
const upload = { of: 'POST /api/v1/uploads', at: 'upload.id', shown: '019c0c5e-9d21-7f04-b3aa-6c1d2e8f5a90' }
const space = { of: 'POST /api/v1/spaces', at: 'id', shown: '5' }
const first = { of: 'GET /api/v1/notifications', at: 'notifications.0.id', shown: '31' }
const second = { of: 'GET /api/v1/notifications', at: 'notifications.1.id', shown: '30' }

/** Of every request to an upload. */
const tus = { 'tus-resumable': '1.0.0' }

export const apiExamples: readonly ApiExample[] = [
  { route: 'GET /api/v1/openapi.json', as: 'nobody' },
  { route: 'POST /api/v1/setup-links', as: 'operator' },

  { route: 'POST /api/v1/session', as: 'browser', body: { username: 'ann', password: 'password of ann' } },
  { route: 'GET /api/v1/session', as: 'browser' },
  { route: 'GET /api/v1/sessions', as: 'browser' },
  { route: 'DELETE /api/v1/session', as: 'browser' },
  {
    route: 'DELETE /api/v1/sessions/:id',
    as: 'ann',
    params: {
      id: { of: 'a session of another browser', at: '', shown: '019c0c5e-7f3a-7c21-9b1d-2f6f5a1e8d11' },
    },
  },
  { route: 'POST /api/v1/tokens', as: 'ann', body: { name: 'backup', expiresAt: '2027-01-01T00:00:00Z' } },
  { route: 'GET /api/v1/tokens', as: 'ann' },
  {
    route: 'DELETE /api/v1/tokens/:id',
    as: 'ann',
    params: { id: { of: 'POST /api/v1/tokens', at: 'id', shown: 'x7k2m9q4' } },
  },
  { route: 'POST /api/v1/app-passwords', as: 'ann', body: { name: 'phone' } },
  { route: 'GET /api/v1/app-passwords', as: 'ann' },
  {
    route: 'DELETE /api/v1/app-passwords/:id',
    as: 'ann',
    params: {
      id: { of: 'POST /api/v1/app-passwords', at: 'id', shown: '019c0c5e-7f3a-7c21-9b1d-2f6f5a1e8d11' },
    },
  },

  {
    route: 'POST /api/v1/shares',
    as: 'ann',
    body: {
      path: '/Trip',
      recipientKind: 'link',
      permissions: ['read'],
      password: 'correct horse',
      maxDownloads: 5,
      label: 'for the club',
    },
  },
  {
    route: 'POST /api/v1/shares',
    as: 'ann',
    body: { path: '/Trip', shareWith: 'bop@other.example', permissions: ['read'] },
  },
  { route: 'POST /api/v1/shares/:id/retry', as: 'ann', params: { id: share } },
  {
    route: 'POST /api/v1/shares',
    as: 'ann',
    body: {
      path: '/Trip',
      shareWith: 'bob@other.example',
      permissions: ['read', 'write'],
      expiresAt: '2026-12-31T23:59:59+01:00',
      note: 'The photos of Sunday',
    },
  },
  { route: 'GET /api/v1/recipients', as: 'ann', query: 'search=bo&limit=10' },
  { route: 'GET /api/v1/recipients/lookup', as: 'ann', query: 'address=bob@other.example' },
  { route: 'GET /api/v1/shares', as: 'ann', query: 'limit=20' },
  { route: 'GET /api/v1/shares', as: 'ann', query: 'path=/Trip' },
  { route: 'GET /api/v1/shares/:id', as: 'ann', params: { id: share } },
  {
    route: 'PATCH /api/v1/shares/:id',
    as: 'ann',
    params: { id: share },
    body: { permissions: ['read'], expiresAt: null },
  },
  { route: 'GET /api/v1/inbox', as: 'bob', query: 'state=pending' },
  { route: 'GET /api/v1/inbox/rules', as: 'bob' },
  { route: 'PATCH /api/v1/inbox/rules', as: 'bob', body: { local: 'ask' } },
  { route: 'POST /api/v1/inbox/:id/accept', as: 'bob', params: { id: item } },
  { route: 'GET /api/v1/inbox/:id/listing', as: 'bob', params: { id: item }, query: 'path=/' },
  { route: 'POST /api/v1/inbox/:id/retry', as: 'bob', params: { id: item } },
  { route: 'POST /api/v1/inbox/:id/decline', as: 'bob', params: { id: item } },
  { route: 'GET /api/v1/peers', as: 'zoe' },
  { route: 'GET /api/v1/peers/:host', as: 'zoe', params: { host: 'other.example' } },
  { route: 'GET /api/v1/peers/:host/inspection', as: 'zoe', params: { host: 'other.example' } },
  {
    route: 'PUT /api/v1/peers/:host/rule',
    as: 'zoe',
    params: { host: 'spam.example' },
    body: { rule: 'block', note: 'sends advertisements' },
  },
  { route: 'DELETE /api/v1/peers/:host/rule', as: 'zoe', params: { host: 'spam.example' } },
  { route: 'DELETE /api/v1/peers/:host', as: 'zoe', params: { host: 'spam.example' } },
  { route: 'PUT /api/v1/blocked-senders/:address', as: 'zoe', params: { address: 'eve@spam.example' } },
  { route: 'GET /api/v1/blocked-senders', as: 'zoe' },
  { route: 'DELETE /api/v1/blocked-senders/:address', as: 'zoe', params: { address: 'eve@spam.example' } },
  { route: 'PUT /api/v1/me/blocked-senders/:address', as: 'ann', params: { address: '@spam.example' } },
  { route: 'GET /api/v1/me/blocked-senders', as: 'ann' },
  { route: 'DELETE /api/v1/me/blocked-senders/:address', as: 'ann', params: { address: '@spam.example' } },
  { route: 'POST /api/v1/tenants', as: 'operator', body: { publicUrl: 'https://physics.example' } },
  { route: 'GET /api/v1/tenants', as: 'operator' },
  {
    route: 'PATCH /api/v1/tenants/:host',
    as: 'operator',
    params: { host: 'physics.example' },
    body: { publicUrl: 'https://science.example' },
  },
  { route: 'GET /api/v1/settings', as: 'zoe' },
  { route: 'GET /api/v1/mail', as: 'zoe' },
  { route: 'GET /api/v1/mail/inspection', as: 'zoe' },
  { route: 'POST /api/v1/mail/test', as: 'zoe', body: { to: 'zoe@mail.example' } },
  {
    route: 'PATCH /api/v1/settings',
    as: 'zoe',
    body: { 'federation.policy': 'listed', 'shares.pendingPerPeer': null },
  },
  { route: 'POST /api/v1/signing-keys', as: 'zoe', body: { immediately: false } },
  { route: 'GET /api/v1/signing-keys', as: 'zoe' },
  { route: 'POST /api/v1/sealing-keys', as: 'zoe' },
  { route: 'GET /api/v1/sealing-keys', as: 'zoe' },
  { route: 'GET /api/v1/system', as: 'zoe' },
  { route: 'GET /api/v1/deliveries', as: 'zoe', query: 'state=waiting' },
  { route: 'GET /api/v1/jobs', as: 'zoe', query: 'state=waiting' },
  { route: 'GET /api/v1/jobs/:id', as: 'zoe', params: { id: job } },
  { route: 'POST /api/v1/jobs/run-due', as: 'zoe' },
  { route: 'POST /api/v1/jobs/:id/retry', as: 'zoe', params: { id: job } },
  { route: 'DELETE /api/v1/jobs/:id', as: 'zoe', params: { id: job } },
  { route: 'DELETE /api/v1/shares/:id', as: 'ann', params: { id: share } },

  { route: 'GET /api/v1/files', as: 'ann', query: 'path=/Trip&sort=modified&descending=true&limit=50' },
  { route: 'GET /api/v1/files/details', as: 'ann', query: 'path=/Trip/plan.txt' },
  { route: 'GET /api/v1/files/search', as: 'ann', query: 'text=plan&limit=20' },
  { route: 'GET /api/v1/search/received', as: 'bob', query: 'text=plan&limit=20' },
  { route: 'HEAD /api/v1/files/content', as: 'ann', query: 'path=/Trip/plan.txt' },
  { route: 'GET /api/v1/files/content', as: 'ann', query: 'path=/Trip/plan.txt&download=true' },
  {
    route: 'PUT /api/v1/files/content',
    as: 'ann',
    query: 'path=/Trip/plan.txt',
    body: { what: 'the bytes of the file, whatever they are' },
  },
  { route: 'POST /api/v1/files/folders', as: 'ann', body: { path: '/Trip/Photos' } },
  {
    route: 'POST /api/v1/files/move',
    as: 'ann',
    body: { from: '/Trip/Photos', to: '/Trip/Pictures', conflict: 'rename' },
  },
  {
    route: 'POST /api/v1/files/copy',
    as: 'ann',
    body: { from: '/Trip/plan.txt', to: '/Trip/Pictures/plan.txt' },
  },
  { route: 'GET /api/v1/files/archive', as: 'ann', query: 'path=/Trip&names=plan.txt/Pictures' },
  { route: 'DELETE /api/v1/files', as: 'ann', query: 'path=/Trip/Pictures' },
  { route: 'OPTIONS /api/v1/uploads', as: 'nobody' },
  {
    route: 'POST /api/v1/uploads',
    as: 'ann',
    headers: {
      ...tus,
      'upload-length': '10',
      'upload-metadata': 'path L1RyaXAvbm90ZXMudHh0,conflict cmVuYW1l',
    },
  },
  { route: 'GET /api/v1/uploads', as: 'ann' },
  {
    route: 'PATCH /api/v1/uploads/:id',
    as: 'ann',
    params: { id: upload },
    headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    text: '0123456',
  },
  {
    route: 'POST /api/v1/uploads/:id',
    as: 'ann',
    params: { id: upload },
    headers: {
      ...tus,
      'x-http-method-override': 'PATCH',
      'upload-offset': '7',
      'content-type': 'application/offset+octet-stream',
    },
    text: '789',
  },
  {
    route: 'POST /api/v1/uploads/:id/place',
    as: 'ann',
    params: { id: upload },
    body: { conflict: 'rename' },
  },
  { route: 'HEAD /api/v1/uploads/:id', as: 'ann', params: { id: upload }, headers: tus },
  { route: 'DELETE /api/v1/uploads/:id', as: 'ann', params: { id: upload }, headers: tus },
  { route: 'GET /api/v1/files/:id/activity', as: 'ann', params: { id: file }, query: 'limit=20' },
  { route: 'GET /api/v1/files/:id/versions', as: 'ann', params: { id: file } },
  {
    route: 'GET /api/v1/files/:id/versions/:version',
    as: 'ann',
    params: { id: file, version: newest },
  },
  {
    route: 'POST /api/v1/files/:id/versions/:version/restore',
    as: 'ann',
    params: { id: file, version: newest },
  },
  {
    route: 'DELETE /api/v1/files/:id/versions/:version',
    as: 'ann',
    params: { id: file, version: oldest },
  },
  { route: 'GET /api/v1/trash', as: 'ann', query: 'limit=50' },
  { route: 'POST /api/v1/trash/:id/restore', as: 'ann', params: { id: trashed } },
  { route: 'DELETE /api/v1/trash/:id', as: 'ann', params: { id: alsoTrashed } },
  { route: 'DELETE /api/v1/trash', as: 'ann' },

  { route: 'POST /api/v1/spaces', as: 'ann', body: { name: 'Choir' } },
  { route: 'GET /api/v1/spaces', as: 'ann' },
  { route: 'GET /api/v1/spaces/:id', as: 'ann', params: { id: space } },
  { route: 'PATCH /api/v1/spaces/:id', as: 'ann', params: { id: space }, body: { name: 'Big choir' } },
  {
    route: 'PUT /api/v1/spaces/:id/members/:kind/:name',
    as: 'ann',
    params: { id: space, kind: 'user', name: 'zoe' },
    body: { role: 'editor' },
  },
  { route: 'GET /api/v1/spaces/:id/members', as: 'ann', params: { id: space } },
  {
    route: 'DELETE /api/v1/spaces/:id/members/:kind/:name',
    as: 'ann',
    params: { id: space, kind: 'user', name: 'zoe' },
  },
  { route: 'PUT /api/v1/spaces/:id/quota', as: 'zoe', params: { id: space }, body: { quota: 10000000000 } },
  { route: 'GET /api/v1/team-spaces', as: 'zoe', query: 'limit=50' },
  { route: 'GET /api/v1/spaces/all', as: 'zoe', query: 'search=choir&limit=50' },
  { route: 'DELETE /api/v1/spaces/:id', as: 'ann', params: { id: space }, query: 'name=Big%20choir' },

  { route: 'GET /api/v1/notifications', as: 'ann', query: 'unread=true' },
  { route: 'POST /api/v1/notifications/:id/read', as: 'ann', params: { id: first } },
  { route: 'DELETE /api/v1/notifications/:id', as: 'ann', params: { id: second } },
  { route: 'POST /api/v1/notifications/read', as: 'ann', body: { upTo: '31' } },
  { route: 'GET /api/v1/me/notification-choices', as: 'ann' },
  {
    route: 'PATCH /api/v1/me/notification-choices',
    as: 'ann',
    body: { choices: { 'share-received': { mail: 'at-once' }, 'share-accepted': { app: false } } },
  },
  { route: 'GET /api/v1/events', as: 'ann' },

  { route: 'GET /api/v1/me', as: 'ann' },
  {
    route: 'PATCH /api/v1/me',
    as: 'ann',
    body: { displayName: 'Ann Example', language: 'de-CH', timeZone: 'Europe/Zurich' },
  },
  { route: 'POST /api/v1/me/emails', as: 'ann', body: { address: 'ann@mail.example' } },
  { route: 'GET /api/v1/me/emails', as: 'ann' },
  {
    route: 'POST /api/v1/me/emails/:address/verification',
    as: 'ann',
    params: { address: 'ann@mail.example' },
  },
  {
    route: 'POST /api/v1/email-verifications',
    as: 'nobody',
    body: { token: 'the token from the mail' },
  },
  {
    route: 'POST /api/v1/me/emails/:address/primary',
    as: 'ann',
    params: { address: 'ann@mail.example' },
  },
  { route: 'DELETE /api/v1/me/emails/:address', as: 'ann', params: { address: 'other@mail.example' } },
  {
    route: 'POST /api/v1/me/password',
    as: 'ann',
    body: { oldPassword: 'password of ann', newPassword: 'correct horse battery' },
  },

  {
    route: 'POST /api/v1/users',
    as: 'zoe',
    body: { username: 'eve', password: 'correct horse', displayName: 'Eve', email: 'eve@mail.example' },
  },
  { route: 'GET /api/v1/users', as: 'zoe', query: 'search=eve&limit=50' },
  { route: 'GET /api/v1/users/:name', as: 'zoe', params: { name: 'eve' } },
  { route: 'PATCH /api/v1/users/:name', as: 'zoe', params: { name: 'eve' }, body: { language: 'fr' } },
  {
    route: 'POST /api/v1/users/:name/password',
    as: 'zoe',
    params: { name: 'eve' },
    body: { password: 'another horse' },
  },
  { route: 'POST /api/v1/users', as: 'zoe', body: { username: 'max', email: 'max@mail.example' } },
  { route: 'POST /api/v1/users/:name/invitation', as: 'zoe', params: { name: 'max' } },
  { route: 'POST /api/v1/password-resets', as: 'nobody', body: { login: 'eve@mail.example' } },
  {
    route: 'POST /api/v1/password-resets/complete',
    as: 'nobody',
    body: { token: 'the token from the mail about the password', password: 'correct horse' },
  },
  { route: 'GET /api/v1/users/:name/groups', as: 'zoe', params: { name: 'eve' } },
  { route: 'GET /api/v1/users/:name/rights', as: 'zoe', params: { name: 'eve' } },
  {
    route: 'PATCH /api/v1/users/:name/rights',
    as: 'zoe',
    params: { name: 'eve' },
    body: { 'share-outward': true },
  },
  { route: 'POST /api/v1/users/:name/disable', as: 'zoe', params: { name: 'eve' } },
  { route: 'POST /api/v1/users/:name/enable', as: 'zoe', params: { name: 'eve' } },

  { route: 'POST /api/v1/groups', as: 'zoe', body: { name: 'staff', displayName: 'Staff' } },
  { route: 'GET /api/v1/groups', as: 'zoe' },
  { route: 'GET /api/v1/groups/:name', as: 'zoe', params: { name: 'staff' } },
  {
    route: 'PATCH /api/v1/groups/:name',
    as: 'zoe',
    params: { name: 'staff' },
    body: { displayName: 'All staff' },
  },
  { route: 'PUT /api/v1/groups/:name/members/:user', as: 'zoe', params: { name: 'staff', user: 'eve' } },
  { route: 'GET /api/v1/groups/:name/members', as: 'zoe', params: { name: 'staff' } },
  { route: 'GET /api/v1/groups/:name/rights', as: 'zoe', params: { name: 'staff' } },
  {
    route: 'PATCH /api/v1/groups/:name/rights',
    as: 'zoe',
    params: { name: 'staff' },
    body: { 'invite-guests': false },
  },
  { route: 'DELETE /api/v1/groups/:name/members/:user', as: 'zoe', params: { name: 'staff', user: 'eve' } },
  { route: 'DELETE /api/v1/groups/:name', as: 'zoe', params: { name: 'staff' } },
  { route: 'GET /api/v1/rights', as: 'zoe' },
  { route: 'PATCH /api/v1/rights', as: 'zoe', body: { 'create-public-links': false } },

  { route: 'GET /api/v1/audit', as: 'zoe', query: 'actor=ann&since=2026-01-01T00:00:00Z&limit=50' },
  { route: 'GET /api/v1/audit/export', as: 'zoe', query: 'action=share.created' },
  { route: 'DELETE /api/v1/users/:name', as: 'zoe', params: { name: 'eve' }, query: 'handOverTo=ann' },
]
