import type { Command } from 'commander'
import { showMoment } from '../moment.ts'
import { addOperatorCommand } from '../operator-command.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatFacts } from '../table.ts'

/** What the API tells about another server. */
interface InspectionObject {
  readonly host: string
  readonly reachable: boolean
  readonly problems: readonly string[]
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

/** `isthmus peer …` */
export function addPeerCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('peer').description('Other servers.')

  addOperatorCommand(group, surroundings, {
    syntax: 'inspect <HOST>',
    summary: 'Ask another server what it is: discovery, keys, what it supports, what stands in the way.',
    actor: 'admin',
    examples: ['isthmus peer inspect cloud.example', 'isthmus peer inspect localhost:8443 --json'],
    async run(operator, _options, host) {
      const peer = await operator.ask<InspectionObject>('GET', `/api/v1/peers/${encodeURIComponent(host)}`)
      const failure = { code: 'peer-unreachable', message: `${peer.host} could not be asked.` }
      return { object: peer, lines: describe(peer), ...(peer.reachable ? {} : { failure }) }
    },
  })
}

function describe(peer: InspectionObject): string[] {
  const { lastFailure } = peer
  return [
    ...formatFacts([
      ['Server', peer.host],
      ['Reachable', peer.reachable ? `yes, over ${peer.scheme ?? '?'}` : 'no'],
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
    ...formatFacts(peer.problems.map((problem) => ['Note:', problem])),
  ]
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no'
}
