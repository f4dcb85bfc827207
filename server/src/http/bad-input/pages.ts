import { type BadInput, type BadRequest, bad } from './row.ts'

const link = '/s/999'
const unknown = `/s/${'x'.repeat(43)}`
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const files = { 'content-type': 'multipart/form-data; boundary=x' }

/** Whatever is wrong with the address of a link is answered alike. */
const badLinks: readonly BadRequest[] = [
  bad('a host that does not live here', { headers: { host: 'elsewhere.example' } }, 421),
  ...Object.entries({
    'a token that nobody has': unknown,
    'a token that is too long': `/s/${'x'.repeat(1000)}`,
    'a token that is none': '/s/%2e%2e',
    'a path below a token that nobody has': `${unknown}/a`,
    'a way up': `${unknown}/../a`,
    'a slash in a name': `${unknown}/a%2Fb`,
    'a query of anything': `${unknown}?download&view&zip&page=-1&remove`,
  }).map(([what, target]) => bad(what, { target }, 404)),
  bad('a NUL in the address', { target: `${link}%00` }, 400),
  bad('a token that is longer than any address', { target: `/s/${'x'.repeat(2_000)}` }, 400),
  bad('a cookie that opens nothing', { headers: { cookie: 'isthmus_link_0=x' } }, 404),
  bad('languages without end', { headers: { 'accept-language': 'de,'.repeat(3_000) } }, 404),
]

const badForms: readonly BadRequest[] = [
  bad('no form', { target: unknown }, 415),
  bad('JSON', { target: unknown, json: {} }, 415),
  bad('a form without a boundary', { headers: { 'content-type': 'multipart/form-data' }, body: 'x' }, 415),
  bad('a form that is too long', { headers: form, body: `password=${'x'.repeat(20_000)}` }, 413),
  bad('a NUL in a field', { headers: form, body: 'password=a%00b' }, 400),
  bad('a password for a link that nobody has', { target: unknown, headers: form, body: 'password=x' }, 404),
  bad('files for a link that nobody has', { target: unknown, headers: files, body: '--x--' }, 404),
  bad('files that break off', { target: unknown, headers: files, body: '--x' }, 404),
  bad('a page of another site', { headers: { ...form, origin: 'https://evil.example' }, body: 'a=1' }, 403),
  bad('a page that says so', { headers: { ...form, 'sec-fetch-site': 'cross-site' }, body: 'a=1' }, 403),
]

const plain = { 'content-type': 'text/plain' }

/** What no form of ours is. */
const noForms: readonly BadRequest[] = [
  bad('a host that does not live here', { headers: { ...form, host: 'elsewhere.example' } }, 421),
  bad('no form', { body: 'a=1' }, 415),
  bad('a form that is said to be text', { headers: plain, body: 'a=1' }, 415),
  bad('a form with files', { headers: files, body: '--x--' }, 415),
  bad('JSON', { json: {} }, 415),
  bad('a form that is too long', { headers: form, body: `a=${'x'.repeat(20_000)}` }, 413),
  bad('a NUL in a field', { headers: form, body: 'username=a%00b' }, 400),
]

/** Tokens that open nothing. @param folder - what stands before them */
function badTokens(folder: string): BadRequest[] {
  return [
    bad('a host that does not live here', { headers: { host: 'elsewhere.example' } }, 421),
    bad('a token that nobody has', { target: `${folder}/${'x'.repeat(43)}` }, 404),
    bad('a token that is none', { target: `${folder}/%2e%2e` }, 404),
    bad('a NUL in the address', { target: `${folder}/%00` }, 400),
    bad('a token that is longer than any address', { target: `${folder}/${'x'.repeat(2_000)}` }, 400),
  ]
}

/** What a page of another site makes browsers send. */
const forged: readonly BadRequest[] = [
  bad('a page of another site', { headers: { ...form, origin: 'https://evil.example' }, body: 'a=1' }, 403),
  bad('a page that says so', { headers: { ...form, 'sec-fetch-site': 'cross-site' }, body: 'a=1' }, 403),
]

/** What browsers send to the pages that the server makes. */
export const pagesInput: BadInput = {
  'GET /s/:token/*': badLinks,
  'POST /s/:token/*': [
    ...badLinks.map((row) => ({ ...row, headers: { ...form, ...row.headers } })),
    ...badForms,
  ],
  'GET /': [
    bad('a host that does not live here', { headers: { host: 'elsewhere.example' } }, 421),
    bad('a NUL in the address', { target: '/files/a%00b' }, 400),
    bad('a NUL in the query', { target: '/?a=%00' }, 400),
    bad('an escape that is none', { target: '/files/%zz' }, 400),
  ],
  'GET /assets/:name': [
    bad('a file that is none of ours', { target: '/assets/app.js' }, 404),
    bad('a way up', { target: '/assets/..%2Findex.html' }, 404),
    bad('a way up that is named', { target: '/assets/%2e%2e' }, 404),
    bad('the folder itself', { target: '/assets/' }, 404),
    bad('a file that is hidden', { target: '/assets/.env.json' }, 404),
    bad(
      'encodings without end',
      { target: '/assets/app.js', headers: { 'accept-encoding': 'br;q=0,'.repeat(1_500) } },
      404,
    ),
  ],
  'GET /login': [
    bad('a host that does not live here', { headers: { host: 'elsewhere.example' } }, 421),
    bad('a NUL in the address', { target: '/login?next=%00' }, 400),
    bad('a way to another server', { target: '/login?next=//evil.example&why=__proto__' }, 200),
    bad('an address without end', { target: `/login?next=/${'x'.repeat(9_000)}` }, 200),
  ],
  'POST /login': [
    ...noForms,
    ...forged,
    bad('an empty form', { headers: form, body: '' }, 403),
    bad('a user whom nobody knows', { headers: form, body: 'username=nobody&password=x' }, 403),
    bad('a user without a password', { headers: form, body: 'username=ann' }, 403),
    bad('a name that is none', { headers: form, body: `username=${'%22'.repeat(3_000)}&password=x` }, 403),
    bad('bytes that are no UTF-8', { headers: form, body: 'username=%C0%AF&password=%FF' }, 403),
  ],
  'POST /logout': [...noForms, ...forged],
  'GET /ui/login': [bad('a way to another server', { target: '/ui/login?next=//evil.example' }, 200)],
  'POST /ui/login': [
    ...noForms,
    ...forged,
    bad('a user whom nobody knows', { headers: form, body: 'username=nobody&password=x' }, 403),
  ],
  'GET /ui/inbox': [bad('nobody who is signed in', {}, 303)],
  'POST /ui/inbox': [...noForms, bad('nobody who is signed in', { headers: form, body: 'item=1' }, 303)],
  'GET /ui/outgoing': [bad('nobody who is signed in', {}, 303)],
  'POST /ui/api/shares/outgoing': [
    ...noForms,
    bad('nobody who is signed in', { headers: form, body: 'share-with=bob' }, 303),
  ],
  'GET /reset-password': [bad('a query of anything', { target: '/reset-password?sent=1&a=b' }, 200)],
  'POST /reset-password': [...noForms, ...forged],
  'GET /reset-password/:token': badTokens('/reset-password'),
  'POST /reset-password/:token': [
    ...noForms,
    ...forged,
    bad('a token that nobody has', { headers: form, body: 'password=correct+horse' }, 404),
  ],
  'GET /verify-email/:token': [
    bad('a NUL in the address', { target: '/verify-email/%00' }, 400),
    bad('a token that is longer than any address', { target: `/verify-email/${'x'.repeat(2_000)}` }, 400),
  ],
  'POST /verify-email/:token': [...forged, ...badTokens('/verify-email')],
  'GET /setup/:token': badTokens('/setup'),
  'POST /setup/:token': [
    ...noForms,
    ...forged,
    bad('an empty form', { headers: form, body: '' }, 404),
    bad('a token that nobody has', { headers: form, body: 'username=eve&password=correct+horse' }, 404),
  ],
  'GET /pages/:name': [
    bad('a file that is none of ours', { target: '/pages/page.css' }, 404),
    bad('a way up', { target: '/pages/..%2F..%2Fpackage.json' }, 404),
  ],
}
