/**
 * Everything that can be configured, and the only place where it is said.
 *
 * Types, checks, names of environment variables, flags, the sample file and the reference page all follow from this
 * schema. To add a setting, add it here and run the tests with `-u` to renew the reference page.
 */
import { z } from 'zod'
import { broken } from '../field-rules.ts'
import {
  file,
  files,
  folder,
  mailAddress,
  oneOf,
  parsed,
  secretText,
  text,
  wholeNumber,
  yesOrNo,
} from './kind.ts'
import {
  hostMap,
  hostName,
  identities,
  listenAddress,
  networks,
  origin,
  postgresUrl,
  proxyAddress,
} from './network-kinds.ts'
import { duration, size, sizeOrNone } from './quantity.ts'
import { section, setting } from './setting.ts'

const folderPath = parsed(
  '/FOLDER',
  'a path such as /Shared, without empty parts, . or ..',
  (written) => (/^(\/[^/]+)+$/.test(written) && !/\/\.{1,2}(\/|$)/.test(written) ? written : undefined),
  broken('not-a-folder-path'),
)

export const configSchema = z.strictObject({
  data: setting(folder, {
    description:
      'Folder of everything that must be kept: database, file contents, keys. isthmus.yaml is looked for in it.',
    default: './data',
    flag: 'data',
  }),
  listen: setting(listenAddress, {
    description: 'Address and port on which the server accepts connections.',
    default: '127.0.0.1:8080',
    flag: 'listen',
  }),
  publicUrl: setting(origin, {
    description:
      'Address under which people and other servers reach this one. It becomes part of every user’s federated ' +
      'address, so choose it before the first share. No path is possible. http is accepted for loopback names, and ' +
      'for others together with federation.allowHttpFallback.',
    unset: '`http://localhost:PORT` with the port of `listen` (`https` when `tls.cert` is set)',
    example: 'https://cloud.example',
    flag: 'public-url',
  }),
  provider: setting(text, {
    description: 'Name of this cloud as people on other clouds see it.',
    default: 'Isthmus',
    flag: 'provider',
    scope: 'tenant',
  }),
  database: section('Where everything but file contents and keys is kept.', {
    url: setting(postgresUrl, {
      description:
        'A database on a PostgreSQL server, version 15 or newer, with the encoding UTF8, that belongs to the user. ' +
        'Any number of servers may work with one database; they need the same data folder, or one with the same ' +
        'keys and file contents. A pooler in between must keep one session per connection. Across a network ' +
        'add ?sslmode=verify-full, or nothing is encrypted. isthmus backup takes PostgreSQL and the data ' +
        'folder together; do it before an update.',
      unset: 'SQLite, in the data folder, for one server alone',
      example: 'postgres://isthmus:PASSWORD@db.example/isthmus?sslmode=verify-full',
      secret: true,
    }),
    poolSize: setting(wholeNumber(2, 200), {
      description:
        'Connections to PostgreSQL that one server keeps at most, half of them for writing. Two more are for its own ' +
        'housekeeping.',
      default: 10,
    }),
  }),
  tls: section('Serve HTTPS directly. Leave unset behind a reverse proxy that does.', {
    cert: setting(file, {
      description: 'Certificate chain in PEM form, own certificate first.',
      unset: 'HTTP is served',
      example: '/etc/isthmus/fullchain.pem',
      flag: 'tls-cert',
    }),
    key: setting(file, {
      description: 'Private key of the certificate in PEM form.',
      unset: 'HTTP is served',
      example: '/etc/isthmus/privkey.pem',
      flag: 'tls-key',
    }),
  }),
  log: section('What is written to standard error.', {
    level: setting(oneOf('error', 'warn', 'info', 'debug'), {
      description: 'Least important level that is still written.',
      default: 'info',
      flag: 'log-level',
    }),
    pretty: setting(oneOf('auto', 'on', 'off'), {
      description: 'Lines for people instead of JSON; auto means when standard error is a terminal.',
      default: 'auto',
    }),
  }),
  federation: section('Dealings with other servers.', {
    policy: setting(oneOf('open', 'known', 'listed', 'invited'), {
      description:
        'Whose shares are taken in. known: everybody’s, but those of servers that nobody here has dealt with are ' +
        'marked as unknown. open: everybody’s, without that mark. listed: those of servers that an administrator ' +
        'has allowed. invited: those of people who have exchanged an invitation with the recipient.',
      default: 'known',
      scope: 'tenant',
    }),
    allowHttpFallback: setting(yesOrNo, {
      description:
        'For tests and demonstrations: try http when a server refuses or does not speak https. Anyone on the way ' +
        'can then read and change everything.',
      default: false,
      flag: 'allow-http-fallback',
    }),
    allowPrivateNetworks: setting(yesOrNo, {
      description:
        'For tests, demonstrations and closed networks: connect to loopback and private addresses. Other servers ' +
        'can then make this one send requests into your network. Link-local addresses and those at which cloud ' +
        'providers give credentials to their machines stay out of reach.',
      default: false,
      flag: 'allow-private-networks',
    }),
    requestsPerMinute: setting(wholeNumber(1, 10_000_000), {
      description:
        'How many messages of one other server are taken in a minute, by all processes together. It is asked to ' +
        'come again for the rest.',
      default: 1200,
    }),
    unprovenPerMinute: setting(wholeNumber(1, 10_000_000), {
      description:
        'How many messages without a valid signature are taken in a minute from one client address, by all ' +
        'processes together. Signed ones of servers that people here deal with are taken beyond it.',
      default: 60,
    }),
    lookupsPerMinute: setting(wholeNumber(1, 10_000), {
      description:
        'How many addresses at other servers one user may have looked up in a minute, by all processes together. Each ' +
        'can make this server ask another one what it is.',
      default: 30,
    }),
  }),
  outbound: section('Connections that this server opens.', {
    hosts: setting(hostMap, {
      description:
        'Addresses to use instead of what DNS says, for networks with a different view from inside. ' +
        'Private addresses still need federation.allowPrivateNetworks.',
      default: {},
      unset: 'DNS decides',
      example: { 'cloud.example': '192.0.2.10', 'other.example:443': '192.0.2.11:8443' },
    }),
    ca: setting(files, {
      description: 'PEM files with certificate authorities to trust besides the usual ones.',
      default: [],
      unset: 'the usual ones alone',
      example: ['/etc/isthmus/company-ca.pem'],
    }),
    connectTimeout: setting(duration, {
      description:
        'Longest wait for a connection, from the look-up of the name to the end of the TLS handshake.',
      default: '10s',
    }),
    idleTimeout: setting(duration, {
      description:
        'Longest silence of the other server while an answer is due or under way. There is no limit on the whole.',
      default: '60s',
    }),
    maxConnectionsPerPeer: setting(wholeNumber(1, 1000), {
      description: 'Connections to one server at the same time; further requests wait for a free one.',
      default: 16,
    }),
    proxy: setting(proxyAddress, {
      description:
        'HTTP proxy through which all connections are made, with CONNECT. Names are still looked up here and their ' +
        'addresses checked; the proxy is asked for an address, never for a name.',
      unset: 'connections are made directly',
      example: 'http://proxy.example:3128',
    }),
    identities: setting(identities, {
      description:
        'Client certificates by a name of your choice, for servers that want to see one. Certificate chain and key ' +
        'are PEM files. One is shown only where a setting about that server names it.',
      default: {},
      unset: 'none',
      example: { partner: { cert: '/etc/isthmus/partner.pem', key: '/etc/isthmus/partner.key' } },
    }),
  }),
  http: section('Connections that this server accepts.', {
    trustedProxies: setting(networks, {
      description:
        'Reverse proxies whose X-Forwarded-For is believed when attempts are counted per client address. ' +
        'X-Forwarded-Host and X-Forwarded-Proto are never used: proxies must pass Host on as it came, and the public ' +
        'address is publicUrl.',
      default: [],
      unset: 'none',
      example: ['127.0.0.1', '10.0.0.0/8'],
    }),
  }),
  metrics: section('Numbers for monitoring.', {
    listen: setting(listenAddress, {
      description:
        'Address and port at which GET /metrics is answered, in the format of Prometheus. Without a password: ' +
        'choose an address that only your monitoring reaches.',
      unset: 'metrics are not served',
      example: '127.0.0.1:9464',
    }),
  }),
  shutdown: section('How the server stops.', {
    notice: setting(duration, {
      description:
        'How long requests are still accepted as usual while /readyz already answers 503, so that a load balancer ' +
        'can turn to other servers.',
      default: '0s',
    }),
    grace: setting(duration, {
      description: 'How long requests under way may take to end. What is left then is cut off.',
      default: '30s',
    }),
  }),
  files: section('Files of people and teams.', {
    defaultQuota: setting(sizeOrNone, {
      description:
        'What the space of a new user or of a new team may hold: files and what is in the trash. Old versions give ' +
        'way to them. Spaces that exist already keep what they have.',
      default: 'none',
    }),
    uploadLifetime: setting(duration, {
      description:
        'How long an upload that was broken off can be gone on with, after the last byte of it came.',
      default: '3d',
    }),
    trashLifetime: setting(duration, {
      description: 'How long the trash keeps what was removed, before it is deleted for good.',
      default: '30d',
    }),
  }),
  shares: section('What others share with our users, and what our users share by links.', {
    defaultFolder: setting(folderPath, {
      description: 'Folder of each user in which accepted shares appear.',
      default: '/Shared',
      scope: 'tenant',
    }),
    pendingPerPeer: setting(wholeNumber(1, 100_000), {
      description:
        'How many shares of one server may wait for one user’s answer; further ones are refused for the time being. ' +
        'A server that nobody here has dealt with, or that did not prove who it is, may have a tenth of it.',
      default: 100,
      scope: 'tenant',
    }),
    pendingPerUser: setting(wholeNumber(1, 100_000), {
      description:
        'How many shares may wait for one user’s answer, whoever sent them. A tenth of it is for servers that nobody ' +
        'here has dealt with, or that did not prove who they are.',
      default: 1000,
      scope: 'tenant',
    }),
    suggest: setting(oneOf('all', 'groups', 'exact'), {
      description:
        'Whom people of this cloud are offered while they write with whom to share. all: everybody whose name or ' +
        'e-mail address begins so. groups: those who are in a group with them. exact: nobody. Who knows a whole user ' +
        'name or e-mail address finds its owner always, and whom one has shared with is offered again.',
      default: 'all',
      scope: 'tenant',
    }),
    links: section('Public links.', {
      passwordRequired: setting(yesOrNo, {
        description:
          'Whether new public links need a password. Those that exist stay as they are. Who may make links at all is ' +
          'a right (create-public-links).',
        default: false,
        scope: 'tenant',
      }),
      longestLife: setting(duration, {
        description:
          'The longest time after which a public link ends, for new links and new ends of old ones. A link that is ' +
          'made without an end gets this one.',
        unset: 'links need not end',
        example: '30d',
        scope: 'tenant',
      }),
    }),
  }),
  limits: section('The largest requests that are accepted.', {
    jsonBody: setting(size, { description: 'A request body in JSON.', default: '256KiB' }),
    uploadSize: setting(sizeOrNone, { description: 'One uploaded file.', default: 'none' }),
    zipSize: setting(sizeOrNone, {
      description: 'All files together in a folder that is downloaded as one ZIP archive.',
      default: '100GiB',
    }),
  }),
  mail: section(
    'Mail that this cloud sends: to verify addresses, to choose passwords, to tell people what is new.',
    {
      from: setting(mailAddress, {
        description:
          'Address in the From of what is sent. The provider must allow it; the name beside it is that of the cloud.',
        unset: '`no-reply@` and the host of the cloud',
        example: 'cloud@example.org',
        scope: 'tenant',
      }),
      language: setting(oneOf('en', 'de'), {
        description: 'Language of mail to people who have not chosen theirs.',
        default: 'en',
        scope: 'tenant',
      }),
      smtp: section('The server that takes the mail. Its address may be a private one.', {
        host: setting(hostName, {
          description: 'Its name, as in its certificate, or its IP address.',
          unset: 'no mail is sent',
          example: 'smtp.example.org',
          scope: 'tenant',
        }),
        port: setting(wholeNumber(1, 65_535), {
          description: 'Its port.',
          unset: '587, or 465 with tls, or 25 with none',
          example: '587',
          scope: 'tenant',
        }),
        security: setting(oneOf('starttls', 'tls', 'none'), {
          description:
            'How the way to it is encrypted. starttls: it must offer to change to TLS (RFC 3207). tls: from the first ' +
            'byte (RFC 8314). none: anyone on the way can read the mail and the password; for a relay on this machine ' +
            'or in its own network.',
          default: 'starttls',
          scope: 'tenant',
        }),
        username: setting(text, {
          description: 'Name to sign in with.',
          unset: 'no sign-in',
          example: 'cloud@example.org',
          scope: 'tenant',
        }),
        password: setting(secretText, {
          description: 'Password to sign in with.',
          unset: 'none',
          example: 'PASSWORD',
          secret: true,
          scope: 'tenant',
        }),
      }),
    },
  ),
  jobs: section('Work in the background, such as telling other servers about shares.', {
    concurrency: setting(wholeNumber(1, 256), { description: 'Jobs at the same time.', default: 4 }),
    perPeer: setting(wholeNumber(1, 256), {
      description: 'Jobs at the same time that talk to one other server.',
      default: 2,
    }),
  }),
})

/** The settings as the program uses them: durations in milliseconds, sizes in bytes, absolute paths. */
export type Config = z.output<typeof configSchema> & {
  /** Scheme, host and port, without a slash at the end. */
  readonly publicUrl: string
}
