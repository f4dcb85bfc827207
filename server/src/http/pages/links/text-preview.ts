import { buffer } from 'node:stream/consumers'
import type { FileResource } from '@isthmus/webdav'
import { previewKindOf } from '../../contents/preview-kind.ts'
import type { TextPreview } from './render-file.ts'
import type { Visit } from './render-parts.ts'

/** Bytes of a text that a page shows. */
const longestText = 64 * 1024

/** @returns the beginning of a text; `undefined` for what is none, and where each reading counts as a download */
export async function textPreview(
  { link, address: { path } }: Visit,
  file: FileResource,
): Promise<TextPreview | undefined> {
  if (link.limited || previewKindOf(file) !== 'text') return undefined
  const isCut = file.size > longestText
  const range = { first: 0, last: longestText - 1 }
  const { body } = await link.tree.read(path, file.size === 0 ? {} : { range })
  // A character that is cut in two is left out.
  const text = new TextDecoder().decode(await buffer(body), { stream: isCut })
  return text.includes('\0') ? undefined : { text, isCut }
}
