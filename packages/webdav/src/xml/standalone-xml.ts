import { escapeXml } from './escape-xml.ts'
import type { XmlElement, XmlScope } from './xml-element.ts'

/**
 * Writes an element of a request body so that it means the same wherever it is put: every namespace in scope is
 * declared on it, also those that only its text may refer to, and so is `xml:lang` (RFC 4918 4.3).
 *
 * @param maxBytes - of the result
 * @returns `undefined` when it would be longer
 */
export function standaloneXml(element: XmlElement, maxBytes: number): string | undefined {
  const { scope, attributes } = element
  const declarations = declarationsInScope(scope, maxBytes)
  if (declarations === undefined) return undefined
  const inherited =
    scope.language === undefined || attributes.some(([name]) => name === 'xml:lang')
      ? []
      : [['xml:lang', scope.language] as const]
  const xml = writeElement(element, [...declarations, ...inherited, ...attributes])
  return Buffer.byteLength(xml) > maxBytes ? undefined : xml
}

/** `undefined` when they are longer than the whole may be: a body can repeat few long ones for many elements. */
function declarationsInScope(scope: XmlScope, maxBytes: number): [string, string][] | undefined {
  const namespaces = new Map<string, string>()
  let length = 0
  for (let level: XmlScope | undefined = scope; level !== undefined; level = level.outer) {
    for (const [prefix, namespace] of level.declarations) {
      if (namespaces.has(prefix)) continue
      length += prefix.length + namespace.length
      if (length > maxBytes) return undefined
      namespaces.set(prefix, namespace)
    }
  }
  return declarationAttributes([...namespaces])
}

function declarationAttributes(declarations: XmlScope['declarations']): [string, string][] {
  return declarations.map(([prefix, namespace]) => [prefix === '' ? 'xmlns' : `xmlns:${prefix}`, namespace])
}

function writeElement(element: XmlElement, attributes: readonly (readonly [string, string])[]): string {
  const { name, content, scope } = element
  let start = `<${name}`
  for (const [attribute, value] of attributes) start += ` ${attribute}="${escapeAttribute(value)}"`
  if (content.length === 0) return `${start}/>`
  let inner = ''
  for (const part of content) {
    inner += typeof part === 'string' ? escapeXml(part) : writeElement(part, ownAttributes(part, scope))
  }
  return `${start}>${inner}</${name}>`
}

function ownAttributes({ scope, attributes }: XmlElement, outer: XmlScope): (readonly [string, string])[] {
  return scope === outer ? [...attributes] : [...declarationAttributes(scope.declarations), ...attributes]
}

/** A reader would take a bare line feed or tab in an attribute for a space (XML 1.0 3.3.3). */
function escapeAttribute(value: string): string {
  return escapeXml(value).replaceAll(/[\t\n]/g, (character) => `&#${character.charCodeAt(0)};`)
}
