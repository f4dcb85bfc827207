import { X509Certificate } from 'node:crypto'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'

/** A client certificate: its chain and its key, both PEM. */
export interface Identity {
  readonly cert: string | Buffer
  readonly key: string | Buffer
}

/**
 * What TLS connections trust: the authorities that Node.js trusts and additional ones; and who they say that we are.
 * @param additional - PEM texts, each with one or more certificates
 * @param identity - shown to a server that asks for a certificate
 * @throws {Error} when one of them contains something else, or the key is not that of the certificate
 */
export function createTrustStore(additional: readonly string[], identity?: Identity): SecureContext {
  const certificates = additional.flatMap(splitPem)
  // OpenSSL would ignore what it cannot read; whoever configured it would search for long.
  for (const pem of certificates) void new X509Certificate(pem)
  return createSecureContext({ ca: [...getCACertificates('default'), ...certificates], ...identity })
}

function splitPem(text: string): readonly string[] {
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
  if (found === null)
    throw new Error('No certificate in PEM form was found in an additional authority (outbound.ca).')
  return found
}
