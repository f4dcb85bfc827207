import { serializeList } from 'structured-headers'
import type { ComponentIdentifier } from './component-identifier.ts'
import { fieldLines, type Message, normalizeLines } from './message.ts'
import { type Refusal, refuse } from './refusal.ts'
import { reserialize, reserializeMember } from './strict-serialization.ts'
import type { StructuredFieldTypes } from './structured-fields.ts'

/**
 * The value of a component that is a field (RFC 9421 2.1), or why it has none.
 *
 * `context` is the message that the field is taken from: the related request where the parameter `req` is set.
 */
export function fieldComponent(
  component: ComponentIdentifier,
  context: Message,
  types: StructuredFieldTypes,
): string | Refusal {
  const { name, parameters } = component
  // RFC 9421 2.1.4: headers and trailers are never combined.
  const received = fieldLines(parameters.has('tr') ? context.trailers : context.headers, name)
  if (received === undefined) return refuse('component-invalid', `the message has no field ${name}`)
  const lines = normalizeLines(received)
  if (lines === undefined) return refuse('component-invalid', `the field ${name} has a line break in it`)

  if (parameters.has('bs')) return binaryWrapped(name, lines)
  const value = lines.join(', ')
  const key: unknown = parameters.get('key')
  if (typeof key === 'string') return dictionaryMember(name, value, key, types)
  if (parameters.has('sf')) return strictlySerialized(name, value, types)
  return value
}

// RFC 9421 2.1.3. Field values are handed over as one character per byte.
function binaryWrapped(name: string, lines: readonly string[]): string | Refusal {
  if (!lines.every((line) => /^[\0-\xff]*$/.test(line))) {
    return refuse('component-invalid', `the field ${name} has characters that are not bytes`)
  }
  return serializeList(lines.map((line) => [Buffer.from(line, 'latin1'), new Map()]))
}

function dictionaryMember(
  name: string,
  value: string,
  key: string,
  types: StructuredFieldTypes,
): string | Refusal {
  if (types[name] !== 'dictionary') {
    return refuse('component-invalid', `${name} is not known to be a structured field of type Dictionary`)
  }
  return (
    reserializeMember(value, key) ??
    refuse('component-invalid', `the field ${name} has no member of the covered key, or is not a Dictionary`)
  )
}

function strictlySerialized(name: string, value: string, types: StructuredFieldTypes): string | Refusal {
  const type = types[name]
  if (type === undefined) return refuse('component-invalid', `${name} is not known to be a structured field`)
  return reserialize(value, type) ?? refuse('component-invalid', `the field ${name} is not a valid ${type}`)
}
