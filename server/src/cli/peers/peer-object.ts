import { showMoment } from '../moment.ts'
import { formatFacts } from '../table.ts'
import { yesOrNo } from './yes-or-no.ts'

interface FailureObject {
  readonly reason: string
  readonly detail: string
  readonly at: string
}

/** A server as the API lists it. */
export interface PeerObject {
  readonly host: string
  readonly known: { readonly how: string; readonly since: string } | null
  readonly rule: {
    readonly rule: 'allow' | 'block'
    readonly note: string | null
    readonly since: string
  } | null
  readonly provider: string | null
  readonly profile: string | null
  readonly signs: boolean | null
  readonly lastSuccessAt: string | null
  readonly lastFailure: FailureObject | null
  readonly lastKeysFailure: FailureObject | null
}

interface DecisionObject {
  readonly decision: string
  readonly reason: string
}

/** The same with all that is remembered. */
export interface PeerDetailsObject extends PeerObject {
  readonly trust: { readonly signed: DecisionObject; readonly unsigned: DecisionObject }
  readonly discovery: {
    readonly endPoint: string
    readonly apiVersion: string
    readonly capabilities: readonly string[]
  } | null
  readonly keys: readonly { readonly kid: string; readonly alg?: string }[] | null
  readonly breaker: { readonly failures: number; readonly openUntil: string } | null
}

/** One row of a list: host, rule, known since, last success, trouble. */
export function peerRow({ host, rule, known, lastSuccessAt, lastFailure }: PeerObject): string[] {
  return [
    host,
    rule === null ? '' : `${rule.rule}ed`,
    known === null ? '' : showMoment(known.since),
    lastSuccessAt === null ? '' : showMoment(lastSuccessAt),
    lastFailure?.reason ?? '',
  ]
}

/** For a person. */
export function describePeer(peer: PeerDetailsObject): string[] {
  const { host, known, rule, trust, discovery, breaker } = peer
  return formatFacts([
    ['Server', host],
    ['Rule', rule === null ? 'none' : `${rule.rule}ed since ${showMoment(rule.since)}`],
    ['Note', rule?.note ?? undefined],
    ['Known here', known === null ? 'no' : `since ${showMoment(known.since)} (${known.how})`],
    ['Signed shares', describeDecision(trust.signed)],
    ['Unsigned shares', describeDecision(trust.unsigned)],
    ['Provider', peer.provider ?? undefined],
    ['API version', discovery?.apiVersion],
    ['End point', discovery?.endPoint],
    ['Capabilities', discovery?.capabilities.join(', ')],
    ['Signs', peer.signs === null ? undefined : yesOrNo(peer.signs)],
    ['Keys', peer.keys?.map(({ kid, alg }) => `${kid} (${alg ?? 'none'})`).join(', ')],
    ['Spoken with it', peer.profile ?? undefined],
    ['Last success', peer.lastSuccessAt === null ? 'never' : showMoment(peer.lastSuccessAt)],
    ['Last failure', describeFailure(peer.lastFailure)],
    ['Keys failed', describeFailure(peer.lastKeysFailure)],
    [
      'Left alone',
      breaker === null
        ? undefined
        : `until ${showMoment(breaker.openUntil)}, after ${breaker.failures} failures`,
    ],
  ])
}

const decisions: Readonly<Record<string, string>> = {
  accept: 'taken',
  ask: 'taken, and marked',
  refuse: 'refused',
}

function describeDecision({ decision, reason }: DecisionObject): string {
  return `${decisions[decision] ?? decision} (${reason})`
}

function describeFailure(failure: FailureObject | null): string | undefined {
  return failure === null ? undefined : `${showMoment(failure.at)} ${failure.reason} (${failure.detail})`
}
