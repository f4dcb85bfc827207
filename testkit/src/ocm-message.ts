import {
  generateKey,
  type PrivateKey,
  type SigningOptions,
  signMessageWithContent,
} from '@isthmus/http-signatures'
import type { WebRequest } from './web-client.ts'

/** A POST that can be sent, altered, and sent again. */
export type Message = Required<Pick<WebRequest, 'method' | 'url' | 'headers'>> & { readonly body: Uint8Array }

/** A message of JSON that nobody has signed; texts and bytes are sent as they are. */
export function unsignedMessage(url: string, body: unknown): Message {
  const raw = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
  return postOf(url, 'application/json', raw)
}

/** A request for an access token that nobody has signed (OCM 1.4, Code Flow). */
export function tokenMessage(url: string, form: Readonly<Record<string, string>>): Message {
  return postOf(url, 'application/x-www-form-urlencoded', new URLSearchParams(form).toString())
}

function postOf(url: string, type: string, content: string | Uint8Array): Message {
  const body = Buffer.from(content)
  const headers = { 'content-type': type, 'content-length': `${body.byteLength}` }
  return { method: 'POST', url, headers, body }
}

/**
 * Signs a message as OCM 1.4 asks for it (Signing), or as `options` has it.
 * @param now - epoch milliseconds
 */
export async function signedBy(
  key: PrivateKey,
  message: Message,
  now: number,
  options: Partial<SigningOptions> = {},
): Promise<Message> {
  const fields = await signMessageWithContent(message, {
    key,
    components: ['@method', '@target-uri', 'content-digest', 'content-length'],
    label: 'ocm',
    tag: 'ocm',
    created: Math.floor(now / 1000),
    ...options,
  })
  const lowerCase = Object.entries(fields).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    String(value),
  ])
  return { ...message, headers: { ...message.headers, ...Object.fromEntries(lowerCase) } }
}

/** A key that nobody publishes, under the id of one that somebody does. */
export function forgedKey(key: PrivateKey): Promise<PrivateKey> {
  return generateKey(key.keyId, key.joseAlgorithm)
}

/**
 * The body of a share as a server of OCM 1.4 sends it (Share Creation Notification).
 * @param sender - host of the sender; `eve` lives there
 * @param shareWith - `bob@server`
 */
export function shareBody(sender: string, shareWith: string, changes: Record<string, unknown> = {}) {
  return {
    shareWith,
    name: 'Plans',
    providerId: '7',
    owner: `eve@${sender}`,
    ownerDisplayName: 'Eve',
    sender: `eve@${sender}`,
    senderDisplayName: 'Eve',
    shareType: 'user',
    resourceType: 'folder',
    protocol: {
      name: 'multi',
      webdav: { uri: '7', sharedSecret: 'the-secret-of-share-7', permissions: ['read', 'write'] },
    },
    ...changes,
  }
}
