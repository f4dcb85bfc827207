import type { Failure } from '../peer-repository.ts'
import { type Fault, type FaultSlug, fault } from './fault.ts'
import { faultOfCode } from './transport-fault.ts'

/** Names a failure of discovery as it is remembered: without asking again, less exactly than a diagnosis does. */
export function rememberedFault({ reason, detail }: Failure): Fault {
  switch (reason) {
    case 'connection-refused':
    case 'certificate':
    case 'timeout':
    case 'unreachable':
      return faultOfCode(detail)
    case 'not-tls':
      return fault('not-tls', detail)
    case 'unavailable':
      return fault('discovery-unavailable', detail)
    case 'too-large':
      return fault('discovery-too-large')
    case 'disabled':
      return fault('ocm-disabled')
    case 'insecure':
      return fault('end-point-insecure')
    default:
      return fault(answers.find(([pattern]) => pattern.test(detail))?.[1] ?? 'discovery-not-ocm')
  }
}

/** What was answered, in the words of `@isthmus/ocm`; the first of several places counts. */
const answers: readonly (readonly [RegExp, FaultSlug])[] = [
  [/^[^,]*\bstatus 40[13]\b/, 'discovery-forbidden'],
  [/^[^,]*\bstatus 4(?:04|10)\b/, 'discovery-missing'],
  [/^[^,]*\bstatus 5\d\d\b/, 'discovery-server-error'],
  [/^[^,]*\b(?:status|redirect) /, 'discovery-unexpected-status'],
  [/^[^,]*\bnot-json [^,]*html/, 'discovery-html'],
  [/^[^,]*\bnot-json /, 'discovery-not-json'],
]
