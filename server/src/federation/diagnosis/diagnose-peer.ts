import type { Discovery, JwkSet, PeerHost } from '@isthmus/ocm'
import type { Tenant } from '../../accounts/index.ts'
import type { CertificateFacts } from '../../platform/outbound/index.ts'
import { diagnoseDiscovery } from './discovery-faults.ts'
import { type Fault, fault } from './fault.ts'
import { diagnoseKeys } from './key-faults.ts'
import type { Looking } from './look.ts'
import { diagnoseOwn } from './own-faults.ts'

export interface Diagnosis {
  /** As it is now; absent when it could not be read. */
  readonly discovery?: Discovery
  readonly keys?: JwkSet
  /** What it shows in TLS, good or not; absent when no certificate was seen. */
  readonly certificate?: CertificateFacts
  readonly faults: readonly Fault[]
}

export interface DiagnosisOrder {
  readonly host: PeerHost
  /** Its keys as they are remembered. */
  readonly knownKeys: JwkSet | undefined
  /** Set when the server is a cloud of this installation, with the keys that it has. */
  readonly own: { readonly tenant: Tenant; readonly jwks: JwkSet } | undefined
  readonly allowHttpFallback: boolean
}

export interface DiagnosisTools extends Looking {
  /** What a server shows in TLS; `undefined` when nothing is seen. @param host - `cloud.example:8443` */
  certificateOf(host: string): Promise<CertificateFacts | undefined>
}

/** Looks at a server from the ground up, from outside, and names everything that is wrong. */
export async function diagnosePeer(
  tools: DiagnosisTools,
  { host, knownKeys, own, allowHttpFallback }: DiagnosisOrder,
): Promise<Diagnosis> {
  const [found, certificate] = await Promise.all([
    diagnoseDiscovery(tools, host, { allowHttpFallback }),
    tools.certificateOf(host),
  ])
  const { discovery } = found
  const { keys, faults: ofKeys } =
    discovery === undefined
      ? { keys: undefined, faults: [] }
      : await diagnoseKeys(tools, discovery, knownKeys)
  const faults = [...found.faults, ...ofKeys, ...endsSoon(certificate, tools.clock.now())]
  const seen = {
    ...(discovery !== undefined && { discovery }),
    ...(keys !== undefined && { keys }),
    ...(certificate !== undefined && { certificate }),
  }
  return own === undefined
    ? { ...seen, faults }
    : { ...seen, faults: await diagnoseOwn(tools, { ...own, discovery, keys }, faults) }
}

const week = 7 * 24 * 3_600_000

function endsSoon(certificate: CertificateFacts | undefined, now: number): Fault[] {
  if (certificate === undefined || certificate.validTo < now || certificate.validTo - now > week) return []
  return [fault('certificate-ends-soon', new Date(certificate.validTo).toISOString())]
}
