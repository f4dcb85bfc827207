import type { Operator } from '../operator-client.ts'
import type { InspectionObject } from '../peers/inspection.ts'
import { type Finding, ok, wrong } from './finding.ts'

const check = 'public address'

/**
 * Whether other clouds find those of this server at their public addresses: DNS, certificate, firewall, reverse proxy and
 * all.
 */
export async function lookAtPublicUrls(operator: Pick<Operator, 'ask'>): Promise<Finding[]> {
  const { tenants } = await operator.ask<{ tenants: PlaceObject[] }>('GET', '/api/v1/tenants')
  const findings: Finding[] = []
  for (const tenant of tenants) findings.push(...(await lookAtPublicUrl(operator, tenant)))
  return findings
}

interface PlaceObject {
  readonly host: string
  readonly publicUrl: string
}

async function lookAtPublicUrl(
  operator: Pick<Operator, 'ask'>,
  { host, publicUrl }: PlaceObject,
): Promise<Finding[]> {
  const path = `/api/v1/peers/${encodeURIComponent(host)}/inspection`
  const { faults } = await operator.ask<InspectionObject>('GET', path)
  const heavy = faults.filter(({ weight }) => weight === 'fault')
  return heavy.length === 0
    ? [ok(check, `${publicUrl}, discovery and keys can be read`)]
    : heavy.map(({ slug, message, remedy }) => wrong(check, `${slug}: ${publicUrl}: ${message}`, remedy))
}
