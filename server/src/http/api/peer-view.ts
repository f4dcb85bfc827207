import { z } from 'zod'
import { type KnownPeer, type Lamp, lampReasons, type PeerDetails } from '../../federation/index.ts'
import { momentOutput, momentView } from './api-values.ts'

const failureOutput = z.strictObject({ reason: z.string(), detail: z.string(), at: momentOutput })

export const peerRuleOutput = z
  .strictObject({ rule: z.enum(['allow', 'block']), note: z.string().nullable(), since: momentOutput })
  .meta({ id: 'PeerRule' })

const summary = {
  host: z.string(),
  known: z
    .strictObject({ how: z.string(), since: momentOutput })
    .nullable()
    .describe('how somebody here has dealt with it'),
  rule: peerRuleOutput.nullable().describe('what an administrator has said'),
  provider: z.string().nullable(),
  profile: z.string().nullable().describe('the dialect that is spoken with it'),
  signs: z.boolean().nullable(),
  lastSuccessAt: momentOutput.nullable(),
  lastFailure: failureOutput
    .nullable()
    .describe('why it could not be asked the last time; null after a success'),
  lastKeysFailure: failureOutput.nullable(),
  lamp: z
    .enum(['green', 'yellow', 'red', 'grey'])
    .describe('it works; with restrictions, or for the time being; it does not; nothing is known'),
  lampReason: z.enum(lampReasons),
  fault: z
    .strictObject({ slug: z.string(), message: z.string(), remedy: z.string() })
    .nullable()
    .describe('what stands in the way, and what to do about it'),
}

/** A server as a list shows it. */
export const peerOutput = z.strictObject(summary).meta({ id: 'Peer' })

const decisionOutput = z.strictObject({ decision: z.enum(['accept', 'ask', 'refuse']), reason: z.string() })

/** A server with all that is remembered of it. */
export const peerDetailsOutput = z
  .strictObject({
    ...summary,
    trust: z
      .strictObject({ signed: decisionOutput, unsigned: decisionOutput })
      .describe('what becomes of shares from there now'),
    discovery: z.record(z.string(), z.unknown()).nullable(),
    keys: z.array(z.record(z.string(), z.unknown())).nullable(),
    breaker: z
      .strictObject({ failures: z.int(), openUntil: momentOutput })
      .nullable()
      .describe('how often in a row it took no messages, and until when none are sent'),
  })
  .meta({ id: 'PeerDetails' })

export function peerView(peer: KnownPeer, lamp: Lamp): z.output<typeof peerOutput> {
  const { host, known, rule, provider, profile, signs, discoveredAt, failure, keysFailure } = peer
  return {
    host,
    known: known === undefined ? null : { how: known.how, since: momentView(known.since) },
    rule: rule === undefined ? null : peerRuleView(rule),
    provider: provider ?? null,
    profile: profile ?? null,
    signs: signs ?? null,
    lastSuccessAt: momentView(discoveredAt),
    lastFailure: failure === undefined ? null : failureView(failure),
    lastKeysFailure: keysFailure === undefined ? null : failureView(keysFailure),
    lamp: lamp.color,
    lampReason: lamp.reason,
    fault: lamp.fault === undefined ? null : faultView(lamp.fault),
  }
}

export function peerDetailsView(
  peer: PeerDetails,
  lamp: Lamp,
  breaker: { readonly failures: number; readonly openUntil: number } | undefined,
): z.output<typeof peerDetailsOutput> {
  const { discovery, keys, trust } = peer
  return {
    ...peerView(peer, lamp),
    trust,
    discovery: discovery === undefined ? null : { ...discovery },
    keys: keys === undefined ? null : [...keys.keys],
    breaker:
      breaker === undefined ? null : { failures: breaker.failures, openUntil: momentView(breaker.openUntil) },
  }
}

export function peerRuleView(rule: NonNullable<KnownPeer['rule']>): z.output<typeof peerRuleOutput> {
  return { rule: rule.rule, note: rule.note ?? null, since: momentView(rule.since) }
}

function failureView({ reason, detail, at }: NonNullable<KnownPeer['failure']>) {
  return { reason, detail, at: momentView(at) }
}

function faultView({ slug, message, remedy }: NonNullable<Lamp['fault']>) {
  return { slug, message, remedy }
}
