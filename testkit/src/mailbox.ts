import { EventEmitter, once } from 'node:events'
import { type AddressInfo, Socket } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail that came. */
export interface ReceivedMail {
  /** Of the envelope. */
  readonly from: string
  readonly to: readonly string[]
  /** As it came. */
  readonly source: string
  readonly mail: Email
  /** Whether it came over TLS. */
  readonly encrypted: boolean
  /** Who had signed in. */
  readonly user: string | undefined
}

/** A refusal in the words of SMTP. */
export interface Refusal {
  readonly code: number
  readonly text: string
}

/** How the server behaves; a test may change it at any time. */
export interface MailboxBehaviour {
  /** Name and password that sign in; nobody needs to without. */
  login?: { readonly user: string; readonly password: string } | undefined
  /** Whom it does not take mail for, and its words. */
  refuseRecipient?: ((address: string) => Refusal | undefined) | undefined
  refuseSender?: ((address: string) => Refusal | undefined) | undefined
  /** What it says to a mail that has come. */
  refuseMessage?: ((mail: ReceivedMail) => Refusal | undefined) | undefined
  /** `hang`: it says nothing any more; `cut`: it hangs up. */
  trouble?: { readonly at: 'connect' | 'data'; readonly how: 'hang' | 'cut' } | undefined
}

export interface MailboxOptions extends MailboxBehaviour {
  /** PEM; TLS is not offered without. */
  readonly tls?: { readonly certificate: string; readonly key: string }
  /** TLS from the first byte instead of STARTTLS. */
  readonly implicitTls?: boolean
}

/** A real SMTP server on loopback that keeps what comes. */
export interface Mailbox extends AsyncDisposable {
  readonly port: number
  readonly mails: readonly ReceivedMail[]
  readonly behaviour: MailboxBehaviour
  /** How many connections were made so far. */
  readonly connections: number
  /** The mails to an address, oldest first. */
  to(address: string): ReceivedMail[]
  /** Resolves when so many mails have come. */
  arrival(count: number): Promise<void>
  /** The link in the newest mail to an address. */
  linkTo(address: string): string
}

export async function openMailbox({
  tls,
  implicitTls = false,
  ...behaviour
}: MailboxOptions = {}): Promise<Mailbox> {
  const mails: ReceivedMail[] = []
  const now: MailboxBehaviour = { ...behaviour }
  const arrivals = new EventEmitter()
  let connections = 0
  const options: SMTPServerOptions = {
    secure: implicitTls,
    ...(tls === undefined ? { disabledCommands: ['STARTTLS'] } : { cert: tls.certificate, key: tls.key }),
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    logger: false,
    onConnect(session, callback) {
      connections += 1
      if (now.trouble?.at === 'connect' && now.trouble.how === 'hang') return
      if (now.trouble?.at === 'connect') return cut(session.id)
      callback()
    },
    onAuth({ username, password }, _session, callback) {
      const { login } = now
      const right = login !== undefined && login.user === username && login.password === password
      if (right) callback(null, { user: username })
      else callback(refusal({ code: 535, text: '5.7.8 Authentication credentials invalid' }))
    },
    onMailFrom({ address }, session, callback) {
      if (now.login !== undefined && typeof session.user !== 'string') {
        callback(refusal({ code: 530, text: '5.7.0 Authentication required' }))
      } else answer(now.refuseSender?.(address), callback)
    },
    onRcptTo: ({ address }, _session, callback) => answer(now.refuseRecipient?.(address), callback),
    onData(stream, session, callback) {
      if (now.trouble?.at === 'data') {
        stream.resume()
        if (now.trouble.how === 'cut') cut(session.id)
        return
      }
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const source = Buffer.concat(chunks)
        void PostalMime.parse(source).then((mail) => {
          const { mailFrom, rcptTo } = session.envelope
          const received: ReceivedMail = {
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            source: source.toString(),
            mail,
            encrypted: session.secure,
            user: typeof session.user === 'string' ? session.user : undefined,
          }
          const refused = now.refuseMessage?.(received)
          if (refused === undefined) mails.push(received)
          answer(refused, callback)
          arrivals.emit('mail')
        })
      })
    },
  }
  const server = new SMTPServer(options)
  // Clients that do not like the certificate break off; tests see that on their side.
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')

  /** Ends a connection without a word. */
  function cut(sessionId: string): void {
    for (const connection of server.connections) {
      if ('id' in connection && connection.id === sessionId) socketOf(connection).destroy()
    }
  }

  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    behaviour: now,
    get connections() {
      return connections
    },
    to: (address) => mails.filter((mail) => mail.to.includes(address)),
    async arrival(count) {
      while (mails.length < count) await once(arrivals, 'mail')
    },
    linkTo(address) {
      const text = mails.findLast((mail) => mail.to.includes(address))?.mail.text ?? ''
      return /^https?:\/\/\S+$/m.exec(text)?.[0] ?? ''
    },
    async [Symbol.asyncDispose]() {
      for (const connection of server.connections) socketOf(connection).destroy()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

function answer(refused: Refusal | undefined, callback: (error?: Error | null) => void): void {
  callback(refused && refusal(refused))
}

function refusal({ code, text }: Refusal): Error {
  return Object.assign(new Error(text), { responseCode: code })
}

/** The library keeps it under a name of its own. */
function socketOf(connection: unknown): Socket {
  const socket = Object.values(connection as object).find((value) => value instanceof Socket)
  if (socket === undefined) throw new Error('an SMTP connection has no socket')
  return socket
}
