/** Something that stands in the way of another server, or of ours where others look for it. */
export interface Fault {
  /** Stable name; `docs/guides/peer-troubleshooting.md` has a section for each. */
  readonly slug: FaultSlug
  /** `note`: sharing works, but somebody should know. */
  readonly weight: 'fault' | 'note'
  /** What was found, as a sentence. */
  readonly message: string
  /** What to do about it, and who. */
  readonly remedy: string
}

/** Every fault that is told apart: what it is, and what to do. */
export const faultCatalogue = {
  // On the way there
  'dns-missing': {
    message: 'Its name has no address.',
    remedy: 'Check how it is written. If it is right, its administrator has to add it to DNS.',
  },
  'port-closed': {
    message: 'Nothing listens at its port.',
    remedy: 'Its administrator has to start the server or its reverse proxy, or open the firewall.',
  },
  'host-unreachable': {
    message: 'There is no way to its address.',
    remedy: 'Look at the network and the firewall between here and there.',
  },
  'connection-timeout': {
    message: 'It takes no connection: a firewall swallows what is sent, or the machine is off.',
    remedy: 'Its administrator has to open the port, or look whether the machine runs.',
  },
  'connection-cut': {
    message: 'It hangs up before it has answered.',
    remedy: 'Its administrator finds the cause in the log of the server or its reverse proxy.',
  },
  'answer-too-slow': {
    message: 'It takes the connection, but its answer does not come in time.',
    remedy: 'Its administrator has to see why it is slow. It is asked again by itself.',
  },
  'private-address': {
    message: 'Its name leads to an address inside a private network.',
    remedy:
      'If that is meant, set federation.allowPrivateNetworks. Otherwise its administrator has to correct DNS.',
  },
  'proxy-failed': {
    message: 'The proxy of outbound.proxy does not answer, or refuses.',
    remedy: 'Look at that proxy: nothing is known about the other server.',
  },
  'bad-http': {
    message: 'What it answers is not HTTP.',
    remedy: 'Check the port. Its administrator has to see what listens there.',
  },

  // TLS
  'not-tls': {
    message: 'It speaks http at the port of https.',
    remedy: 'Its administrator has to switch TLS on. Servers share over https only.',
  },
  'tls-failed': {
    message: 'TLS fails before a certificate is seen.',
    remedy:
      'Its administrator has to offer TLS 1.2 or 1.3, and look into the log of whatever ends TLS there.',
  },
  'certificate-expired': {
    message: 'Its certificate has run out.',
    remedy: 'Its administrator has to renew it, and to load it into the server or its reverse proxy.',
  },
  'certificate-not-yet-valid': {
    message: 'Its certificate is not valid yet.',
    remedy: 'Look whether the clock is right, here and there.',
  },
  'certificate-wrong-host': {
    message: 'Its certificate is for other names.',
    remedy: 'Its administrator has to get one for this very name.',
  },
  'certificate-self-signed': {
    message: 'Its certificate is signed by itself.',
    remedy:
      'Its administrator has to get one from an authority. In a closed network, add it to outbound.ca here.',
  },
  'certificate-chain-incomplete': {
    message: 'It does not send the certificates between its own and one that is trusted here.',
    remedy:
      'Its administrator has to install the full chain (fullchain.pem). If the authority is that of a closed network, add it to outbound.ca here.',
  },
  'certificate-unknown-authority': {
    message: 'Its certificate leads to an authority that is not trusted here.',
    remedy: 'If it is that of a closed network, add it to outbound.ca.',
  },
  'certificate-bad': {
    message: 'Its certificate cannot be used.',
    remedy: 'Its administrator has to replace it.',
  },
  'certificate-ends-soon': {
    message: 'Its certificate runs out within a week.',
    remedy: 'Its administrator should see why it was not renewed yet.',
  },

  // Discovery
  'discovery-missing': {
    message: 'It answers, but says nothing at /.well-known/ocm.',
    remedy:
      'Check the name. Its administrator has to switch OCM on, or to lead /.well-known/ocm through the reverse proxy.',
  },
  'discovery-forbidden': {
    message: 'It wants a sign-in at /.well-known/ocm, which everybody must be able to read.',
    remedy: 'Its administrator has to take that path out of whatever asks for a sign-in.',
  },
  'discovery-unavailable': {
    message: 'It is in maintenance or busy.',
    remedy: 'Wait. It is asked again by itself.',
  },
  'discovery-server-error': {
    message: 'It fails at /.well-known/ocm.',
    remedy: 'Its administrator finds the cause in its log, or in that of its reverse proxy.',
  },
  'discovery-unexpected-status': {
    message: 'It answers at /.well-known/ocm with a status that means nothing there.',
    remedy: 'Its administrator has to see what answers there.',
  },
  'discovery-html': {
    message: 'A page for people is at /.well-known/ocm.',
    remedy:
      'Check the name. Its administrator has to lead that path to the cloud, not to a web site or a sign-in page.',
  },
  'discovery-not-json': {
    message: 'What is at /.well-known/ocm is not JSON.',
    remedy: 'Its administrator has to see what answers there.',
  },
  'discovery-compressed': {
    message: 'Something compresses what is at /.well-known/ocm, though nobody asked for it.',
    remedy: 'Its administrator has to switch that off for clients that do not send Accept-Encoding.',
  },
  'discovery-wrong-charset': {
    message: 'What is at /.well-known/ocm is not UTF-8.',
    remedy: 'Its administrator has to see what changes its encoding: JSON is UTF-8.',
  },
  'discovery-too-large': {
    message: 'What is at /.well-known/ocm is larger than a document of this kind can be.',
    remedy: 'Check the name. Its administrator has to see what answers there.',
  },
  'discovery-redirects-to-http': {
    message: 'It leads from https to http.',
    remedy:
      'Its administrator has to correct the redirect: often a proxy ends TLS and the server does not know.',
  },
  'discovery-redirects-to-private-address': {
    message: 'It leads to an address inside a private network.',
    remedy: 'Its administrator has to correct the redirect.',
  },
  'discovery-redirects-endlessly': {
    message: 'It leads from one place to the next without an end.',
    remedy: 'Its administrator has to correct the redirects.',
  },
  'discovery-not-ocm': {
    message: 'What is at /.well-known/ocm is JSON, but no document of OCM: it names no end point.',
    remedy: 'Its administrator has to see what answers there.',
  },
  'ocm-disabled': {
    message: 'It says that OCM is switched off.',
    remedy: 'Its administrator can switch it on.',
  },
  'end-point-insecure': {
    message: 'Its end point is http, though it is itself reached over https.',
    remedy: 'Its administrator has to tell the server its public address.',
  },
  'end-point-elsewhere': {
    message: 'Its end point is at another host.',
    remedy:
      'That is allowed. If it is not meant, its administrator has to tell the server its public address.',
  },
  'no-resource-types': {
    message: 'It names nothing that it shares or takes.',
    remedy: 'Its administrator has to allow sharing with other servers.',
  },

  // Keys
  'keys-missing': {
    message: 'It announces signatures, and publishes no keys that can be read.',
    remedy:
      'Its administrator has to lead its key set through the reverse proxy. Until then nothing it signs is believed.',
  },
  'keys-insecure': {
    message: 'Its keys are published over http.',
    remedy: 'Its administrator has to publish them over https.',
  },
  'keys-not-a-set': {
    message: 'What it publishes as its keys is no key set.',
    remedy: 'Its administrator has to see what answers there.',
  },
  'key-algorithm-unknown': {
    message: 'None of its keys is for an algorithm that is known here.',
    remedy: 'Its administrator has to use Ed25519, ECDSA or RSA, and to say so in the member alg of the key.',
  },
  'key-changed': {
    message: 'A key of it is another one than before, under the same id.',
    remedy:
      'Ask its administrator whether that was meant: keys are replaced under new ids. What it signed may be refused for an hour.',
  },
  'does-not-sign': {
    message: 'It does not sign what it sends: its shares are marked as not verified.',
    remedy: 'Its administrator can update it, or switch signatures on.',
  },

  // In general
  'clock-skew': {
    message: 'Its clock and the one of this server are more than a minute apart.',
    remedy: 'Let NTP keep both: signatures are refused when clocks differ by minutes.',
  },
  unencrypted: {
    message: 'It is reached over http: anyone on the way can read and change everything.',
    remedy: 'This is for tests alone. Switch federation.allowHttpFallback off.',
  },

  // This server, seen from outside
  'own-host-not-passed': {
    message: 'What is in front of this server does not pass on the name that was asked for.',
    remedy: 'Let the reverse proxy pass on Host as it came (nginx: proxy_set_header Host $host).',
  },
  'own-well-known-not-passed': {
    message: 'This server is reached at its public address, but /.well-known/ocm is not.',
    remedy: 'Let the reverse proxy pass on /.well-known/ocm and /.well-known/jwks.json.',
  },
  'own-other-server': {
    message: 'Another server answers at the public address.',
    remedy: 'Look at DNS and the reverse proxy, and at publicUrl.',
  },
  'own-keys-differ': {
    message: 'The keys at the public address are not those of this server.',
    remedy:
      'Look whether a proxy keeps an older copy, or another server answers there. Nothing we sign is believed.',
  },
  'own-api-not-passed': {
    message: 'Messages of other servers do not arrive: something else answers below /ocm/.',
    remedy: 'Let the reverse proxy pass on /ocm/, with the path as it came.',
  },
  'own-dav-not-passed': {
    message: 'Other servers cannot open what is shared with them: PROPFIND below /dav/ does not arrive.',
    remedy: 'Let the reverse proxy pass on /dav/, with the path as it came and with all methods of WebDAV.',
  },
} as const satisfies Record<string, { readonly message: string; readonly remedy: string }>

export type FaultSlug = keyof typeof faultCatalogue

/** A fault by its name. @param detail - what was seen, for whoever has to mend it */
export function fault(slug: FaultSlug, detail?: string): Fault {
  const { message, remedy } = faultCatalogue[slug]
  return {
    slug,
    weight: notes.has(slug) ? 'note' : 'fault',
    message: detail === undefined ? message : `${message.slice(0, -1)} (${detail}).`,
    remedy,
  }
}

const notes = new Set<FaultSlug>([
  'certificate-ends-soon',
  'end-point-elsewhere',
  'key-changed',
  'does-not-sign',
  'clock-skew',
  'unencrypted',
])
