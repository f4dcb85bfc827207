import type { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { connect, getCACertificates, type TLSSocket } from 'node:tls'
import type { Config } from '../../platform/config/index.ts'
import { type Finding, ok, skipped, wrong } from './finding.ts'
import { covers, describeEnd, troubleWithTime } from './judge-certificate.ts'

const check = 'certificate'
/** Milliseconds. */
const patience = 10_000

/** Whether other clouds can verify what is shown at the public address, be it this server or a proxy before it. */
export async function lookAtCertificate(
  { publicUrl, outbound }: Pick<Config, 'publicUrl' | 'outbound'>,
  now: number,
): Promise<Finding> {
  const { protocol, hostname, origin } = new URL(publicUrl)
  if (protocol !== 'https:') return skipped(check, `${origin} is not https`)
  let socket: TLSSocket
  try {
    socket = await reach({ publicUrl, outbound })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return skipped(check, `nobody shows one at ${origin}: ${reason}`)
  }
  const shown = socket.getPeerX509Certificate()
  socket.destroy()
  if (shown === undefined) return wrong(check, `${origin} shows none.`, 'Look at the proxy.')
  return judge(shown, { hostname, now, refusal: refusalOf(socket) })
}

async function reach({ publicUrl, outbound }: Pick<Config, 'publicUrl' | 'outbound'>): Promise<TLSSocket> {
  const { hostname, port } = new URL(publicUrl)
  const host = hostname.replace(/^\[|\]$/g, '')
  const mapped = outbound.hosts[`${host}:${port || '443'}`] ?? outbound.hosts[host]
  const authorities = await Promise.all(outbound.ca.map((file) => readFile(file, 'utf8')))
  const socket = connect({
    host: mapped?.address ?? host,
    port: mapped?.port ?? Number(port || 443),
    ca: [...getCACertificates('default'), ...authorities],
    // What others would refuse is looked at here.
    rejectUnauthorized: false,
    ...(isIP(host) === 0 && { servername: host }),
  })
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(patience) })
    return socket
  } catch (error) {
    socket.destroy()
    throw error
  }
}

/** The reason of OpenSSL for which the certificate is not trusted. */
function refusalOf({ authorized, authorizationError }: TLSSocket): string | undefined {
  if (authorized) return undefined
  const error: unknown = authorizationError
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

function judge(
  shown: X509Certificate,
  { hostname, now, refusal }: { hostname: string; now: number; refusal: string | undefined },
): Finding {
  const trouble = troubleWithTime(shown, now)
  if (trouble !== undefined) return wrong(check, ...trouble)
  if (!covers(shown, hostname)) {
    return wrong(
      check,
      `At ${hostname} one is shown for ${shown.subjectAltName ?? shown.subject}.`,
      'Get one for the host of publicUrl, and look whether another site answers at this address.',
    )
  }
  if (refusal !== undefined) {
    const [message, remedy] = refusals[refusal] ?? [`it is not trusted (${refusal})`, 'Get another one.']
    return wrong(check, `At ${hostname} ${message}.`, remedy)
  }
  return ok(check, `for ${hostname}, ${describeEnd(shown)}`)
}

const otherAuthority =
  'Get one from an authority that all know, such as Let’s Encrypt. In a closed network all clouds name its authority in outbound.ca.'
const incomplete: readonly [string, string] = [
  'the chain is not complete, or leads to an authority that nobody trusts',
  'Serve the whole chain, own certificate first: fullchain.pem of Let’s Encrypt, not cert.pem.',
]

const refusals: Readonly<Record<string, readonly [string, string]>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: incomplete,
  UNABLE_TO_GET_ISSUER_CERT: incomplete,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: incomplete,
  DEPTH_ZERO_SELF_SIGNED_CERT: ['the certificate certifies itself, which nobody trusts', otherAuthority],
  SELF_SIGNED_CERT_IN_CHAIN: ['the chain leads to an authority that nobody trusts', otherAuthority],
}
