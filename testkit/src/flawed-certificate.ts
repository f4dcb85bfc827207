import { selfSigned, type TestAuthority } from '@isthmus/server/testing'

/**
 * What can be wrong with a certificate. `self-signed`: by its own key; `no-intermediate`: by an authority that is
 * certified, but whose certificate nobody gets to see.
 */
export type CertificateFlaw = 'expired' | 'self-signed' | 'no-intermediate'

const minute = 60_000

/** A certificate for a host that nobody should believe, and its key; both PEM. */
export async function flawedCertificate(
  authority: TestAuthority,
  host: string,
  flaw: CertificateFlaw,
): Promise<{ certificate: string; key: string }> {
  switch (flaw) {
    case 'expired':
      return authority.issue(host, { until: Date.now() - minute })
    case 'self-signed':
      return selfSigned(host)
    case 'no-intermediate':
      return (await authority.subordinate('Isthmus test intermediate')).issue(host)
  }
}
