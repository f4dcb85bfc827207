import type { Operator } from '../operator-client.ts'
import type { InspectionObject } from '../peers/inspection.ts'
import { type Finding, ok, wrong } from './finding.ts'

const check = 'public address'

/** Whether other clouds find the server at its public address: DNS, certificate, firewall, reverse proxy and all. */
export async function lookAtPublicUrl(operator: Pick<Operator, 'ask'>): Promise<Finding[]> {
  const { endPoint } = await operator.ask<{ endPoint: string }>('GET', '/.well-known/ocm')
  const { host, origin } = new URL(endPoint)
  const path = `/api/v1/peers/${encodeURIComponent(host)}/inspection`
  const { faults } = await operator.ask<InspectionObject>('GET', path)
  const heavy = faults.filter(({ weight }) => weight === 'fault')
  return heavy.length === 0
    ? [ok(check, `${origin}, discovery and keys can be read`)]
    : heavy.map(({ slug, message, remedy }) => wrong(check, `${slug}: ${origin}: ${message}`, remedy))
}
