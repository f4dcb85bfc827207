import type { TenantId } from '../../platform/actor.ts'
import { type Attempt, attemptWindow } from './attempt.ts'

/** More are not remembered; then nobody whose password is not known yet gets in until some have passed. */
const mostRemembered = 10_000

/**
 * The attempts that a full disk keeps from being written: each process counts its own then. People still read their
 * files, and nobody guesses faster than before.
 */
export class UnwrittenAttempts {
  #attempts: (Attempt & { readonly tenant: TenantId })[] = []

  /** @returns whether there was room for it */
  note(tenant: TenantId, attempt: Attempt): boolean {
    const oldest = this.#attempts[0]?.at ?? attempt.at
    if (oldest <= attempt.at - attemptWindow) {
      this.#attempts = this.#attempts.filter(({ at }) => at > attempt.at - attemptWindow)
    }
    if (this.#attempts.length >= mostRemembered) return false
    this.#attempts.push({ ...attempt, tenant })
    return true
  }

  /** Those with a name or from an address, within the window. */
  find(tenant: TenantId, { nameHash, addressHash, at }: Attempt): Attempt[] {
    return this.#attempts.filter(
      (other) =>
        other.tenant === tenant &&
        other.at > at - attemptWindow &&
        (other.nameHash === nameHash || other.addressHash === addressHash),
    )
  }

  /** Forgets those with a name from an address. */
  forget(tenant: TenantId, { nameHash, addressHash }: Attempt): void {
    this.#attempts = this.#attempts.filter(
      (other) => other.tenant !== tenant || other.nameHash !== nameHash || other.addressHash !== addressHash,
    )
  }
}
