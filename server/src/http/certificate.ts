import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'

/** What a listener proves its name with. */
export interface Certificate {
  /** Chain, own certificate first, PEM. */
  readonly cert: Buffer
  /** PEM. */
  readonly key: Buffer
  /** When it ends, epoch milliseconds. */
  readonly notAfter: number
}

/**
 * Reads certificate and key.
 * @param files - their paths
 * @returns `undefined` when none are configured
 * @throws {Error} when one cannot be read, or they do not belong together
 */
export async function readCertificate(files: {
  readonly cert?: string | undefined
  readonly key?: string | undefined
}): Promise<Certificate | undefined> {
  if (files.cert === undefined || files.key === undefined) return undefined
  const [cert, key] = await Promise.all([readFile(files.cert), readFile(files.key)])
  try {
    createSecureContext({ cert, key })
  } catch (cause) {
    throw new Error(`tls.cert and tls.key are no certificate and its key, in PEM form: ${String(cause)}`, {
      cause,
    })
  }
  return { cert, key, notAfter: new X509Certificate(cert).validToDate.getTime() }
}
