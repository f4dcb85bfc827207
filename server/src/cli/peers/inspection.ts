import { showMoment } from '../moment.ts'
import { printable } from '../printable.ts'
import { formatFacts } from '../table.ts'
import { yesOrNo } from './yes-or-no.ts'

/** What the API tells about another server that it has asked. */
export interface InspectionObject {
  readonly host: string
  readonly reachable: boolean
  readonly faults: readonly {
    readonly slug: string
    readonly weight: 'fault' | 'note'
    readonly message: string
    readonly remedy: string
  }[]
  readonly certificate?: {
    readonly subject: string
    readonly issuer: string
    readonly names: readonly string[]
    readonly validTo: string
    readonly protocol: string
  }
  readonly scheme?: string
  readonly provider?: string
  readonly apiVersion?: string
  readonly endPoint?: string
  readonly capabilities?: readonly string[]
  readonly criteria?: readonly string[]
  readonly resourceTypes?: readonly { readonly name: string; readonly shareTypes: readonly string[] }[]
  readonly tokenEndPoint?: string
  readonly jwksUri?: string
  readonly keys?: readonly { readonly kid: string; readonly alg: string }[]
  readonly profile?: string
  readonly signs?: boolean
  readonly known: boolean
  readonly lastSuccessAt?: string
  readonly lastFailure?: { readonly reason: string; readonly detail: string; readonly at: string }
}

/** For a person. */
export function describeInspection(peer: InspectionObject): string[] {
  const { lastFailure, certificate } = peer
  return [
    ...formatFacts([
      ['Server', peer.host],
      ['Reachable', peer.reachable ? `yes, over ${peer.scheme ?? '?'}` : 'no'],
      [
        'Certificate',
        certificate &&
          `${certificate.subject}, by ${certificate.issuer}, until ${showMoment(certificate.validTo)} (${certificate.protocol})`,
      ],
      ['Provider', peer.provider],
      ['API version', peer.apiVersion],
      ['End point', peer.endPoint],
      [
        'Shares',
        peer.resourceTypes?.map(({ name, shareTypes }) => `${name} (${shareTypes.join(', ')})`).join('; '),
      ],
      ['Capabilities', peer.capabilities?.join(', ')],
      ['Criteria', peer.criteria?.join(', ') || undefined],
      ['Token end point', peer.tokenEndPoint],
      ['Signs', peer.signs === undefined ? undefined : yesOrNo(peer.signs)],
      ['Key set', peer.jwksUri],
      ['Keys', peer.keys?.map(({ kid, alg }) => `${kid} (${alg})`).join(', ')],
      ['Spoken with it', peer.profile],
      ['Known here', yesOrNo(peer.known)],
      ['Last success', peer.lastSuccessAt === undefined ? undefined : showMoment(peer.lastSuccessAt)],
      [
        'Last failure',
        lastFailure && `${showMoment(lastFailure.at)} ${lastFailure.reason} (${lastFailure.detail})`,
      ],
    ]),
    ...peer.faults.flatMap(({ slug, weight, message, remedy }) => [
      '',
      printable(`${weight === 'note' ? '-' : '✘'} ${slug}: ${message}`),
      `    ${remedy}`,
    ]),
  ]
}
