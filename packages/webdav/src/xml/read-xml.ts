import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { createElementBuilder } from './element-builder.ts'
import type { XmlElement } from './xml-element.ts'

/** Largest request body that is read as XML unless a method allows for more, in bytes. */
const usualMaxBytes = 64 * 1024
/** Deepest nesting of elements that is read. */
export const maxXmlDepth = 32
/** Most elements of a body. */
const maxElements = 20_000

/** The outcome of `readXml`. */
export type XmlReading =
  /** `root` is `undefined` for an empty body. */
  | { readonly ok: true; readonly root: XmlElement | undefined }
  | { readonly ok: false; readonly reason: 'too-large' | 'malformed' }

/**
 * Reads a request body as XML, without comments and processing instructions.
 *
 * Document type declarations are refused, and with them every entity but the five of XML itself (RFC 4918 20.6).
 */
export async function readXml(body: Readable, maxBytes = usualMaxBytes): Promise<XmlReading> {
  const bytes = await readXmlBytes(body, maxBytes)
  return bytes === undefined ? { ok: false, reason: 'too-large' } : parseXml(bytes)
}

/** What `readXml` makes of a body that was taken in. */
export function parseXml(bytes: Buffer): XmlReading {
  if (bytes.length === 0) return { ok: true, root: undefined }
  try {
    return { ok: true, root: parse(decode(bytes)) }
  } catch {
    return { ok: false, reason: 'malformed' }
  }
}

/** Takes in a request body that `parseXml` reads later; `undefined` when it is too large. */
export async function readXmlBytes(body: Readable, maxBytes = usualMaxBytes): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  // The rest of a body that is too large stays unread: destroying it could cost the connection for the answer.
  const iterator: AsyncIterable<Buffer> = body.iterator({ destroyOnReturn: false })
  for await (const chunk of iterator) {
    length += chunk.length
    if (length > maxBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}

/** RFC 4918 19: XML in UTF-8 and in UTF-16 is understood; the latter begins with a byte order mark. */
function decode(bytes: Buffer): string {
  const mark = bytes.readUInt16BE(0)
  const encoding = mark === 0xfeff ? 'utf-16be' : mark === 0xfffe ? 'utf-16le' : 'utf-8'
  return new TextDecoder(encoding, { fatal: true }).decode(bytes)
}

function parse(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: false })
  const builder = createElementBuilder()
  let root: XmlElement | undefined
  let count = 0

  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('document type declaration')
  })
  parser.on('opentag', (tag) => {
    count += 1
    if (builder.depth === maxXmlDepth || count > maxElements) throw new Error('too many elements')
    builder.open(tag)
  })
  parser.on('text', builder.addText)
  parser.on('cdata', builder.addText)
  parser.on('closetag', () => {
    root ??= builder.close()
  })
  parser.write(text).close()

  if (root === undefined) throw new Error('no element')
  return root
}
