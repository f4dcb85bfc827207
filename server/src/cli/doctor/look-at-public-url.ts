import type { Operator } from '../operator-client.ts'
import { type Finding, ok, wrong } from './finding.ts'

interface Inspection {
  readonly reachable: boolean
  readonly problems: readonly string[]
  readonly endPoint?: string
  readonly keys?: readonly { readonly kid: string }[]
}

const check = 'public address'
const remedy =
  'Other clouds reach this one at that address: look at DNS, the certificate, the firewall and the proxy.'

/** Whether the server finds itself at its own public address, as other clouds would. */
export async function lookAtPublicUrl(operator: Pick<Operator, 'ask'>): Promise<Finding> {
  const { endPoint } = await operator.ask<{ endPoint: string }>('GET', '/.well-known/ocm')
  const { keys } = await operator.ask<{ keys: { kid: string }[] }>('GET', '/.well-known/jwks.json')
  const { host, origin } = new URL(endPoint)
  const found = await operator.ask<Inspection>('GET', `/api/v1/peers/${encodeURIComponent(host)}/inspection`)
  if (!found.reachable) {
    return wrong(check, `${origin} cannot be reached from here: ${found.problems.join('; ')}`, remedy)
  }
  if (found.endPoint !== endPoint) {
    return wrong(check, `At ${origin} another server answers.`, remedy)
  }
  const shown = new Set(found.keys?.map(({ kid }) => kid))
  if (!keys.every(({ kid }) => shown.has(kid))) {
    return wrong(check, `The keys at ${origin} are not those of this server.`, remedy)
  }
  return ok(check, `${origin}, discovery and keys can be read`)
}
