import { davNamespace } from '../properties/property-name.ts'
import type { PropertyName } from '../resource-tree.ts'

/** An element of a request body, with all that it takes to write it again (RFC 4918 4.3). */
export interface XmlElement extends PropertyName {
  /** The name as it was written, with its prefix. */
  readonly name: string
  /** Without the declarations of namespaces; names as they were written. */
  readonly attributes: readonly (readonly [name: string, value: string])[]
  readonly scope: XmlScope
  /** Elements and text in their order. */
  readonly content: readonly (XmlElement | string)[]
}

/** What an element says about itself and everything in it. */
export interface XmlScope {
  readonly outer?: XmlScope
  /** Declarations of namespaces; the prefix is the empty string for the default one. */
  readonly declarations: readonly (readonly [prefix: string, namespace: string])[]
  /** `xml:lang`, also from further out. */
  readonly language?: string
}

/** The elements directly in an element. */
export function childElements(element: XmlElement): readonly XmlElement[] {
  return element.content.filter((part) => typeof part !== 'string')
}

/** The first element of a name in the namespace of WebDAV that is directly in an element. */
export function davChild(element: XmlElement, local: string): XmlElement | undefined {
  return childElements(element).find((child) => isDavElement(child, local))
}

/** Whether something is an element of a name in the namespace of WebDAV. */
export function isDavElement(element: XmlElement | undefined, local: string): element is XmlElement {
  return element?.namespace === davNamespace && element.local === local
}

/** The text directly in an element. */
export function textOf(element: XmlElement): string {
  return element.content.filter((part) => typeof part === 'string').join('')
}
