import { type InnerList, isInnerList } from 'structured-headers'
import { type ComponentIdentifier, componentOf } from './component-identifier.ts'
import { fieldLines, type Message, normalizeLines } from './message.ts'
import type { SignatureSelection } from './policy.ts'
import { isRefusal, type Refusal, refuse } from './refusal.ts'
import { readParameters, type SignatureParameters } from './signature-parameters.ts'
import { reserializeMember } from './strict-serialization.ts'
import { parseDictionary } from './structured-fields.ts'

// More signatures, or more components in one, are refused as malformed.
const maxSignatures = 16
const maxComponents = 64

/** A signature as a message carries it, parsed but not verified. */
export interface ReceivedSignature {
  readonly label: string
  readonly components: readonly ComponentIdentifier[]
  readonly parameters: SignatureParameters
  /** The value of the `@signature-params` line. */
  readonly signatureParams: string
  readonly signature: Uint8Array
}

/**
 * Finds the one signature of a message that counts (RFC 9421 3.2, steps 1 to 3). Refusals: `unsigned`,
 * `ambiguous-signature`, `malformed`.
 */
export function findSignature(message: Message, select: SignatureSelection): ReceivedSignature | Refusal {
  const inputLines = fieldLines(message.headers, 'signature-input')
  // A Signature field alone is not of this RFC: drafts before it used the name.
  if (inputLines === undefined) return refuse('unsigned', 'the message has no Signature-Input')
  const inputs = readInputs(inputLines)
  if (isRefusal(inputs)) return inputs
  const selected = selectInput(inputs, select)
  if (isRefusal(selected)) return selected
  const signatureParams = reserializeMember(normalizeLines(inputLines)?.join(', ') ?? '', selected.label)
  if (signatureParams === undefined) return refuse('malformed', 'Signature-Input is not a Dictionary')

  const signatures = parseDictionary(fieldLines(message.headers, 'signature') ?? [])
  if (signatures === undefined) return refuse('malformed', 'Signature is not a Dictionary, or is too long')
  // RFC 9421 4: both fields must have the label.
  const [signature] = signatures.get(selected.label) ?? []
  if (!(signature instanceof ArrayBuffer)) {
    return refuse('malformed', 'Signature has no Byte Sequence of the label in Signature-Input')
  }
  return { ...selected, signatureParams, signature: new Uint8Array(signature) }
}

type SignatureInput = Omit<ReceivedSignature, 'signatureParams' | 'signature'>

function readInputs(lines: readonly string[]): readonly SignatureInput[] | Refusal {
  const members = parseDictionary(lines)
  if (members === undefined) return refuse('malformed', 'Signature-Input is not a Dictionary, or is too long')
  if (members.size > maxSignatures) return refuse('malformed', 'the message has too many signatures')
  const inputs: SignatureInput[] = []
  for (const [label, member] of members) {
    const input = isInnerList(member) ? readInput(label, member) : undefined
    if (input === undefined) {
      return refuse('malformed', 'a member of Signature-Input is not a list of components with parameters')
    }
    inputs.push(input)
  }
  return inputs
}

function readInput(label: string, [items, params]: InnerList): SignatureInput | undefined {
  const components = items.map(componentOf)
  const parameters = readParameters(params)
  if (components.length > maxComponents || parameters === undefined) return undefined
  if (!components.every((component) => component !== undefined)) return undefined
  return { label, components, parameters }
}

function selectInput(
  inputs: readonly SignatureInput[],
  select: SignatureSelection,
): SignatureInput | Refusal {
  const [candidate, ...others] = candidatesOf(inputs, select)
  if (candidate === undefined) return refuse('unsigned', 'the message has no signature of the wanted kind')
  if (others.length > 0)
    return refuse('ambiguous-signature', 'the message has several signatures of one kind')
  return candidate
}

function candidatesOf(
  inputs: readonly SignatureInput[],
  select: SignatureSelection,
): readonly SignatureInput[] {
  if (select === 'only') return inputs
  if ('label' in select) return inputs.filter(({ label }) => label === select.label)
  const tagged = inputs.filter(({ parameters }) => parameters.tag === select.tag)
  if (tagged.length > 0 || inputs.length > 1) return tagged
  return inputs.filter(
    ({ label, parameters }) => parameters.tag === undefined && label === select.untaggedLabel,
  )
}
