import type { SaxesTagNS } from 'saxes'
import type { XmlElement, XmlScope } from './xml-element.ts'

/** Most attributes of an element. */
const maxAttributes = 64

/** Puts elements together from what a parser tells. */
export interface ElementBuilder {
  /** @param outer - what is in scope around the topmost element */
  open(tag: SaxesTagNS, outer?: XmlScope): void
  addText(text: string): void
  /** @returns the topmost element, when it is the one that ends */
  close(): XmlElement | undefined
  /** How many elements are open. */
  readonly depth: number
}

/** One for each document: it keeps the elements that are open. */
export function createElementBuilder(): ElementBuilder {
  const open: (XmlElement & { readonly content: (XmlElement | string)[] })[] = []
  return {
    open(tag, outer) {
      const parent = open.at(-1)
      const element = { ...toElement(tag, parent?.scope ?? outer), content: [] }
      parent?.content.push(element)
      open.push(element)
    },
    addText(text) {
      open.at(-1)?.content.push(text)
    },
    close() {
      const element = open.pop()
      return open.length === 0 ? element : undefined
    },
    get depth() {
      return open.length
    },
  }
}

function toElement(tag: SaxesTagNS, outer: XmlScope | undefined): Omit<XmlElement, 'content'> {
  const { name, local, uri, attributes } = tag
  const all = Object.values(attributes)
  if (all.length > maxAttributes) throw new Error('too many attributes')
  return {
    namespace: uri,
    local,
    name,
    attributes: all
      .filter((attribute) => attribute.name !== 'xmlns' && attribute.prefix !== 'xmlns')
      .map((attribute) => [attribute.name, attribute.value] as const),
    scope: scopeIn(tag, outer),
  }
}

/** What is in scope in an element. */
export function scopeIn({ ns, attributes }: SaxesTagNS, outer: XmlScope = { declarations: [] }): XmlScope {
  const declarations = Object.entries(ns)
  const language = attributes['xml:lang']?.value
  if (declarations.length === 0 && language === undefined) return outer
  const inScope = language ?? outer.language
  return { outer, declarations, ...(inScope === undefined ? {} : { language: inScope }) }
}
