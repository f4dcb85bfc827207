import type { HttpClient } from './http-client.ts'
import { expectEqual } from './unexpected.ts'

/** A share as `/api/v1/shares` shows it. */
export interface ShareObject {
  readonly id: string
  readonly state: string
}

/** A received share as `/api/v1/inbox` shows it. */
export interface InboxObject {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly trust: { readonly level: 'signed' | 'unsigned' | 'local' }
  readonly sender: { readonly address: string }
  readonly permissions: readonly string[]
  readonly path: string | null
}

/** The REST API as the demo needs it. */
export interface ApiClient {
  createShare(order: {
    path: string
    shareWith: string
    permissions: readonly string[]
    expiresAt?: string
  }): Promise<ShareObject>
  readShare(id: string): Promise<ShareObject>
  revokeShare(id: string): Promise<void>
  inbox(): Promise<InboxObject[]>
  accept(id: string): Promise<InboxObject>
  decline(id: string): Promise<InboxObject>
  /** What was last seen in an accepted share. */
  lastListing(id: string): Promise<ListingObject>
}

/** What `/api/v1/inbox/ID/listing` shows. */
export interface ListingObject {
  readonly staleSince: string | null
  readonly entries: readonly { readonly name: string }[]
}

/** @throws Unexpected when the API refuses */
export function createApiClient(http: HttpClient): ApiClient {
  return {
    createShare: (order) => ask('POST', '/shares', 201, order),
    readShare: (id) => ask('GET', `/shares/${id}`, 200),
    revokeShare: (id) => ask('DELETE', `/shares/${id}`, 204),
    inbox: async () => (await ask<{ items: InboxObject[] }>('GET', '/inbox', 200)).items,
    accept: (id) => ask('POST', `/inbox/${id}/accept`, 200),
    decline: (id) => ask('POST', `/inbox/${id}/decline`, 200),
    lastListing: (id) => ask('GET', `/inbox/${id}/listing`, 200),
  }

  async function ask<T>(method: string, path: string, status: number, body?: object): Promise<T> {
    const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const answer = await http.send(method, `/api/v1${path}`, body === undefined ? {} : json)
    const text = await answer.text()
    if (answer.status !== status)
      expectEqual(`${method} /api/v1${path}`, `${answer.status} ${text}`, `${status}`)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
}
