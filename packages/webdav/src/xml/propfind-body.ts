import { davNamespace, propertyKey } from '../properties/property-name.ts'
import type { PropertyName } from '../resource-tree.ts'
import { childElements, isDavElement, type XmlElement } from './xml-element.ts'

/** What a PROPFIND asks for (RFC 4918 14.20). */
export type PropfindQuestion =
  | { readonly kind: 'prop'; readonly names: readonly PropertyName[] }
  | { readonly kind: 'propname' }
  | { readonly kind: 'allprop'; readonly include: readonly PropertyName[] }

/** Most properties that one request may name: each is repeated for every resource of the answer. */
export const maxNames = 256

/**
 * Reads the body of a PROPFIND.
 *
 * @param root - `undefined` for an empty body, which means `allprop` (RFC 4918 9.1)
 * @returns `undefined` when it is not a `propfind` element with exactly one question
 */
export function parsePropfind(root: XmlElement | undefined): PropfindQuestion | undefined {
  if (root === undefined) return { kind: 'allprop', include: [] }
  if (!isDavElement(root, 'propfind')) return undefined

  const questions: PropfindQuestion[] = []
  let include: readonly PropertyName[] = []
  for (const element of childElements(root)) {
    // oCIS asks with an `allprop` in no namespace.
    if (element.namespace !== davNamespace && element.namespace !== '') continue
    if (element.local === 'prop') questions.push({ kind: 'prop', names: namesIn(element) })
    else if (element.local === 'propname') questions.push({ kind: 'propname' })
    else if (element.local === 'allprop') questions.push({ kind: 'allprop', include: [] })
    else if (element.local === 'include') include = namesIn(element)
  }

  const [question, ...others] = questions
  if (question === undefined || others.length > 0 || include.length > maxNames) return undefined
  if (question.kind === 'prop' && question.names.length > maxNames) return undefined
  return question.kind === 'allprop' ? { kind: 'allprop', include } : question
}

/** The names of the properties in a `prop` element, each once. */
export function namesIn(prop: XmlElement): PropertyName[] {
  const names = new Map<string, PropertyName>()
  for (const { namespace, local } of childElements(prop)) {
    names.set(propertyKey({ namespace, local }), { namespace, local })
  }
  return [...names.values()]
}
