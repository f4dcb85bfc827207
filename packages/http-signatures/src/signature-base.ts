import type { Parameters } from 'structured-headers'
import {
  type ComponentIdentifier,
  componentKey,
  printComponent,
  serializeComponent,
} from './component-identifier.ts'
import { derivedComponent } from './derived-components.ts'
import { fieldComponent } from './field-components.ts'
import { isRequest, type Message } from './message.ts'
import { isRefusal, type Refusal, refuse } from './refusal.ts'
import { knownStructuredFields, type StructuredFieldTypes } from './structured-fields.ts'

/**
 * Creates the signature base (RFC 9421 2.5): the text that is signed and verified.
 *
 * `signatureParams` is the value of the `@signature-params` line, which is also the member's value in `Signature-Input`.
 * Gives the refusal `component-invalid` when a component has no value in this message.
 */
export function createSignatureBase(
  message: Message,
  components: readonly ComponentIdentifier[],
  signatureParams: string,
  structuredFields: StructuredFieldTypes = {},
): string | Refusal {
  const types = { ...knownStructuredFields, ...structuredFields }
  const lines: string[] = []
  const covered = new Set<string>()
  for (const component of components) {
    const key = componentKey(component)
    if (covered.has(key)) {
      return refuse('component-invalid', `${printComponent(component)} is covered more than once`)
    }
    covered.add(key)
    const value = componentValue(component, message, types)
    if (isRefusal(value)) return value
    // RFC 9421 2.5: ASCII only, and nothing that could be read as another line of the base.
    if (!/^[\t\x20-\x7e]*$/.test(value)) {
      return refuse('component-invalid', `${printComponent(component)} has characters that cannot be signed`)
    }
    lines.push(`${serializeComponent(component)}: ${value}\n`)
  }
  return `${lines.join('')}"@signature-params": ${signatureParams}`
}

function componentValue(
  component: ComponentIdentifier,
  message: Message,
  types: StructuredFieldTypes,
): string | Refusal {
  const { name, parameters } = component
  const derived = name.startsWith('@')
  if (!derived && !/^[a-z0-9!#$%&'*+\-.^_`|~]+$/.test(name)) {
    return refuse('component-invalid', 'a covered component is not a field name in lower case')
  }
  const refusal = checkParameters(name, parameters, derived)
  if (refusal !== undefined) return refusal

  const context = parameters.has('req') ? relatedRequest(message) : message
  if (context === undefined) {
    return refuse('component-invalid', `${name};req needs the request that a response answers`)
  }
  return derived ? derivedComponent(component, context) : fieldComponent(component, context, types)
}

// RFC 9421 2.4: `req` must not be used in a signature of a request.
function relatedRequest(message: Message): Message | undefined {
  return isRequest(message) ? undefined : message.request
}

// RFC 9421 2.5: a parameter that is unknown, does not apply, or contradicts another one is an error.
function checkParameters(name: string, parameters: Parameters, derived: boolean): Refusal | undefined {
  const flags = derived ? ['req'] : ['req', 'tr', 'sf', 'bs']
  const text = derived ? (name === '@query-param' ? 'name' : undefined) : 'key'
  for (const [parameter, value] of parameters) {
    const fits = parameter === text ? typeof value === 'string' : flags.includes(parameter) && value === true
    if (!fits) {
      return refuse(
        'component-invalid',
        `the parameter ${parameter} of ${name} is unknown or has a wrong value`,
      )
    }
  }
  if (name === '@query-param' && !parameters.has('name')) {
    return refuse('component-invalid', '@query-param needs the parameter name')
  }
  if (parameters.has('bs') && (parameters.has('sf') || parameters.has('key'))) {
    return refuse('component-invalid', `the parameter bs of ${name} excludes sf and key`)
  }
  return undefined
}
