import type { Readable } from 'node:stream'
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { davNamespace, propertyKey } from '../properties/property-name.ts'
import type { PropertyName } from '../resource-tree.ts'
import { createElementBuilder, scopeIn } from '../xml/element-builder.ts'
import { maxXmlDepth } from '../xml/read-xml.ts'
import type { XmlElement, XmlScope } from '../xml/xml-element.ts'
import { RemoteTrouble } from './remote-trouble.ts'

/** One `response` element of a multistatus (RFC 4918 14.24). */
export interface MultistatusResponse {
  readonly href: string
  /** Status of the resource as a whole, where the response has one. */
  readonly status: number | undefined
  /** Status of what was not found or not done of it; 424, which only follows from another, when there is no other. */
  readonly partStatus: number | undefined
  /** Text of the properties that were found, by `propertyKey`. */
  readonly properties: ReadonlyMap<string, string>
  /** The properties that were found and are kept with all that is in them. */
  readonly elements: readonly XmlElement[]
  /** Whether `resourcetype` holds `collection`. */
  readonly isCollection: boolean
}

const maxResponses = 100_000
/** A lock's `owner` lies five elements deeper in a listing than in the request that took it. */
const maxDepth = maxXmlDepth + 5
/** Largest multistatus, and largest part of one in which no response ends, in bytes. */
const maxBytes = 64 * 1024 * 1024
const maxResponseBytes = 256 * 1024

/**
 * Reads a multistatus as it arrives. Whatever is not one whole, well-formed multistatus is trouble: a listing that
 * stops early must never look like a short one.
 *
 * @param wanted - keys of the properties whose text is wanted
 * @param keeps - tells of which properties the whole element is wanted
 * @throws RemoteTrouble `malformed`, `too-large`, `broken-off`
 */
export async function* readMultistatus(
  body: Readable,
  wanted: ReadonlySet<string>,
  keeps: (name: PropertyName) => boolean = () => false,
): AsyncGenerator<MultistatusResponse, undefined> {
  const parser = createParser(wanted, keeps)
  let bytes = 0
  let bytesWithoutResponse = 0
  let count = 0
  for await (const chunk of chunksOf(body)) {
    const responses = parser.write(chunk)
    bytes += chunk.length
    bytesWithoutResponse = responses.length > 0 ? 0 : bytesWithoutResponse + chunk.length
    count += responses.length
    if (bytes > maxBytes || bytesWithoutResponse > maxResponseBytes || count > maxResponses) {
      throw new RemoteTrouble('too-large', 'the listing of the other server is too large')
    }
    yield* responses
  }
  parser.end()
  return undefined
}

async function* chunksOf(body: Readable): AsyncGenerator<Uint8Array> {
  try {
    yield* body as AsyncIterable<Uint8Array>
  } catch (error) {
    throw new RemoteTrouble('broken-off', 'the listing of the other server broke off', { cause: error })
  }
}

interface MultistatusParser {
  /** @returns the responses that ended in this chunk */
  write(chunk: Uint8Array): readonly MultistatusResponse[]
  /** Throws unless the document ended. */
  end(): void
}

function createParser(
  wanted: ReadonlySet<string>,
  keeps: (name: PropertyName) => boolean,
): MultistatusParser {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const saxes = new SaxesParser({ xmlns: true, position: false })
  const path: string[] = []
  const scopes: XmlScope[] = []
  const kept = createElementBuilder()
  let text = ''
  let ended: MultistatusResponse[] = []
  let response = emptyResponse()
  let propstat = emptyPropstat()

  saxes.on('error', (error) => {
    throw error
  })
  saxes.on('doctype', () => {
    throw new Error('document type declaration')
  })
  saxes.on('text', addText)
  saxes.on('cdata', addText)
  saxes.on('opentag', (tag) => {
    if (path.length === maxDepth) throw new Error('nested too deeply')
    const key = keyOf(tag)
    if (path.length === 0 && key !== multistatusKey) throw new Error('not a multistatus')
    path.push(key)
    text = ''
    // A property is kept with what is in scope around it.
    if (path.length < 5) scopes[path.length] = scopeIn(tag, scopes[path.length - 1])
    const begins =
      path.length === 5 && isProp(path[2], path[3]) && keeps({ namespace: tag.uri, local: tag.local })
    if (begins || kept.depth > 0) kept.open(tag, scopes[4])
    if (path.length === 2) response = emptyResponse()
    if (path.length === 3) propstat = emptyPropstat()
  })
  saxes.on('closetag', () => {
    const element = kept.close()
    if (element !== undefined) propstat.elements.push(element)
    closeElement()
    path.pop()
  })

  function addText(more: string): void {
    text += more
    kept.addText(more)
  }

  /** The element that ends is the last of `path`; its place decides what it is, so that strange ones are no matter. */
  function closeElement(): void {
    const [, second, third, fourth, fifth, sixth] = path
    if (second !== responseKey) return
    switch (path.length) {
      case 2:
        ended.push(response)
        break
      case 3:
        if (third === hrefKey) response.href = text.trim()
        else if (third === statusKey) response.status = parseStatus(text)
        else if (third === propstatKey) mergePropstat()
        break
      case 4:
        if (third === propstatKey && fourth === statusKey) propstat.status = parseStatus(text)
        break
      case 5:
        if (isProp(third, fourth) && fifth !== undefined && wanted.has(fifth)) {
          propstat.properties.push([fifth, text.trim()])
        }
        break
      case 6:
        if (isProp(third, fourth) && fifth === resourcetypeKey && sixth === collectionKey) {
          propstat.isCollection = true
        }
        break
    }
  }

  function mergePropstat(): void {
    const { status } = propstat
    if (status !== undefined && status >= 300) {
      if (response.partStatus === undefined || response.partStatus === 424) response.partStatus = status
      return
    }
    for (const [key, value] of propstat.properties) response.properties.set(key, value)
    response.elements.push(...propstat.elements)
    response.isCollection ||= propstat.isCollection
  }

  return {
    write(chunk) {
      ended = []
      malformedUnless(() => saxes.write(decoder.decode(chunk, { stream: true })))
      return ended
    },
    end() {
      malformedUnless(() => saxes.write(decoder.decode()).close())
    },
  }
}

function malformedUnless(parse: () => void): void {
  try {
    parse()
  } catch (error) {
    throw new RemoteTrouble('malformed', 'the listing of the other server is malformed', { cause: error })
  }
}

const multistatusKey = davKey('multistatus')
const responseKey = davKey('response')
const hrefKey = davKey('href')
const statusKey = davKey('status')
const propstatKey = davKey('propstat')
const propKey = davKey('prop')
const resourcetypeKey = davKey('resourcetype')
const collectionKey = davKey('collection')

function davKey(local: string): string {
  return propertyKey({ namespace: davNamespace, local })
}

function keyOf({ uri, local }: SaxesTagNS): string {
  return propertyKey({ namespace: uri, local })
}

function isProp(third: string | undefined, fourth: string | undefined): boolean {
  return third === propstatKey && fourth === propKey
}

/** `HTTP/1.1 200 OK`; `undefined` when it is not a status line. */
function parseStatus(line: string): number | undefined {
  const digits = /^\s*HTTP\/\S+\s+(\d{3})\b/i.exec(line)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function emptyResponse() {
  return {
    href: '',
    status: undefined as number | undefined,
    partStatus: undefined as number | undefined,
    properties: new Map<string, string>(),
    elements: [] as XmlElement[],
    isCollection: false,
  }
}

function emptyPropstat() {
  return {
    status: undefined as number | undefined,
    properties: [] as [string, string][],
    elements: [] as XmlElement[],
    isCollection: false,
  }
}
