import type { ResourceTree } from '../resource-tree.ts'
import { askDav } from './ask-dav.ts'

/** What is asked in a `sync-collection` report; of level 1 unless told otherwise. */
export interface SyncWish {
  readonly token?: string | undefined
  readonly level?: string | undefined
  readonly limit?: string
  readonly prop?: string
  readonly headers?: Record<string, string>
}

/** Asks for a `sync-collection` report. */
export function askChanges(tree: ResourceTree, target: string, { headers = {}, ...question }: SyncWish) {
  return askDav(tree, 'REPORT', target, { headers, body: syncCollection(question) })
}

/** What such a report says: addresses of what changed and of what is gone, and the token. */
export async function changesOf(tree: ResourceTree, target: string, question: SyncWish) {
  const { text } = await askChanges(tree, target, question)
  const responses = text.split('<d:response>').slice(1)
  const hrefs = (status: string) =>
    responses
      .filter((response) => response.includes(`HTTP/1.1 ${status}`))
      .map((response) => /<d:href>(.*?)<\/d:href>/.exec(response)?.[1] ?? '')
  const token = /<d:sync-token>(.*)<\/d:sync-token>/.exec(text)?.[1]
  return { hrefs: hrefs('200'), gone: hrefs('404'), isWhole: hrefs('507').length === 0, token }
}

/** The body of such a report. */
export function syncCollection({ token = '', limit, prop = '<d:getetag/>', ...rest }: SyncWish): string {
  const level = 'level' in rest ? rest.level : '1'
  return (
    `<d:sync-collection xmlns:d="DAV:"><d:sync-token>${token.replaceAll('&', '&amp;')}</d:sync-token>` +
    (level === undefined ? '' : `<d:sync-level>${level}</d:sync-level>`) +
    (limit === undefined ? '' : `<d:limit><d:nresults>${limit}</d:nresults></d:limit>`) +
    `<d:prop>${prop}</d:prop></d:sync-collection>`
  )
}
