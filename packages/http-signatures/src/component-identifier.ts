import type { Item, Parameters } from 'structured-headers'
import { parseItem, serializeBareItem, serializeItem, serializeParameters } from 'structured-headers'

/** What a signature covers: a field or a derived component, and parameters that say how its value is taken. */
export interface ComponentIdentifier {
  /** A field name in lower case, or a derived name (`@method`). */
  readonly name: string
  /** In the order of the signer, which is kept (RFC 9421 2). */
  readonly parameters: Parameters
}

/**
 * Reads a component as callers write it: `content-digest`, `@query-param;name="Pet"`, `@authority;req`; the quotes that
 * the wire has around the name may be there or not. Throws when it cannot be read: component lists are the program's own.
 */
export function parseComponent(text: string): ComponentIdentifier {
  const quoted = text.startsWith('"') ? text : text.replace(/^[^;]*/, '"$&"')
  const component = componentOf(parseItem(quoted))
  if (component === undefined) throw new Error(`not a component identifier: ${text}`)
  return component
}

/** Turns an Item of a received list into a component; undefined when it is not a String. */
export function componentOf([name, parameters]: Item): ComponentIdentifier | undefined {
  return typeof name === 'string' ? { name, parameters } : undefined
}

/** The component as it stands in the signature base and in `Signature-Input`. */
export function serializeComponent({ name, parameters }: ComponentIdentifier): string {
  return serializeItem([name, parameters])
}

/** The component as callers write it, see {@link parseComponent}. */
export function printComponent({ name, parameters }: ComponentIdentifier): string {
  return name + serializeParameters(parameters)
}

/** Equal for equal components: the order of the parameters does not count when comparing (RFC 9421 2). */
export function componentKey({ name, parameters }: ComponentIdentifier): string {
  const sorted = [...parameters].map(([key, value]) => `;${key}=${serializeBareItem(value)}`).toSorted()
  return name + sorted.join('')
}
