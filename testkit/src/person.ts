import { setTimeout as pause } from 'node:timers/promises'
import { createDavFiles, type DavFiles } from './dav-files.ts'
import { createTusUploads, type TusUploads } from './tus-uploads.ts'
import type { WebAnswer, WebClient } from './web-client.ts'

/** A share in the form of the API. */
export interface ShareView {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly stateReason: string | null
  readonly expiresAt: string | null
  readonly permissions: readonly string[]
}

/** What makes a link to something. */
export interface LinkWishes {
  readonly permissions?: readonly string[]
  readonly password?: string
  readonly maxDownloads?: number
  /** ISO 8601 */
  readonly expiresAt?: string
}

/** A link in the form of the API. */
export interface LinkShareView extends ShareView {
  readonly link: { readonly url: string; readonly downloads: number }
}

/** A received share in the form of the API. */
export interface InboxItemView {
  readonly id: string
  readonly name: string
  readonly server: string
  readonly state: string
  readonly trust: {
    readonly level: 'signed' | 'unsigned' | 'local'
    readonly known: boolean
    readonly why: string
  }
  /** Where it is in the tree, once accepted. */
  readonly path: string | null
  readonly permissions: readonly string[]
  readonly staleSince: string | null
  /** When it was received, ISO 8601. */
  readonly createdAt: string
}

/** Somebody with an account, and what they do with it over the network. */
export interface Person {
  readonly username: string
  readonly password: string
  /** Of their server, without a slash at the end. */
  readonly origin: string
  /** `name@server` */
  readonly address: string
  readonly files: DavFiles
  readonly uploads: TusUploads
  /** @param path - below `/api/v1`, `/shares` */
  api(method: string, path: string, body?: unknown): Promise<WebAnswer>

  /** What follows is what people do most; each fails on a status that is no success. */
  share(path: string, shareWith: string, order?: ShareWishes): Promise<ShareView>
  /** Makes a public link. */
  link(path: string, order?: LinkWishes): Promise<LinkShareView>
  shareState(id: string): Promise<string>
  shares(): Promise<ShareView[]>
  revoke(id: string): Promise<void>
  inbox(): Promise<InboxItemView[]>
  /** What is in the inbox, the newest first, once it is so much: a share on its way is not waited for by whoever shares. */
  arrival(count: number): Promise<InboxItemView[]>
  accept(id: string): Promise<InboxItemView>
  decline(id: string): Promise<InboxItemView>
}

export interface ShareWishes {
  /** Default: `read` and `write`. */
  readonly permissions?: readonly string[]
  /** ISO 8601 */
  readonly expiresAt?: string
  readonly note?: string
}

export interface PersonOptions {
  readonly web: WebClient
  /** Of the server, without a slash at the end. */
  readonly origin: string
  readonly username: string
  readonly password: string
}

export function createPerson({ web, origin, username, password }: PersonOptions): Person {
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

  async function api(method: string, path: string, body?: unknown): Promise<WebAnswer> {
    return web.fetch({
      method,
      url: `${origin}/api/v1${path}`,
      headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }

  async function succeed<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await api(method, path, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return (answer.status === 204 ? undefined : answer.json()) as T
  }

  const inbox = async () => (await succeed<{ items: InboxItemView[] }>('GET', '/inbox')).items

  return {
    username,
    password,
    origin,
    address: `${username}@${new URL(origin).host}`,
    files: createDavFiles(web, `${origin}/dav/files/${encodeURIComponent(username)}`, authorization),
    uploads: createTusUploads(web, origin, authorization),
    api,
    share: (path, shareWith, { permissions = ['read', 'write'], ...rest } = {}) =>
      succeed('POST', '/shares', { path: `/${path}`, shareWith, permissions, ...rest }),
    link: (path, wishes = {}) =>
      succeed('POST', '/shares', { path: `/${path}`, recipientKind: 'link', ...wishes }),
    shareState: async (id) => (await succeed<ShareView>('GET', `/shares/${id}`)).state,
    shares: async () => (await succeed<{ shares: ShareView[] }>('GET', '/shares')).shares,
    revoke: (id) => succeed('DELETE', `/shares/${id}`),
    inbox,
    async arrival(count) {
      for (;;) {
        const items = await inbox()
        if (items.length >= count) return items
        await pause(50)
      }
    },
    accept: (id) => succeed('POST', `/inbox/${id}/accept`),
    decline: (id) => succeed('POST', `/inbox/${id}/decline`),
  }
}
