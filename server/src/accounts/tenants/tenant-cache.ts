import type { Clock } from '../../platform/clock.ts'
import type { Tenant } from './tenant.ts'

/**
 * Remembers tenants by host, as requests write it, for some seconds: every request asks, and they hardly ever change.
 * Hosts without a tenant are asked for each time, since another process may just have made one.
 */
export class TenantCache {
  readonly #clock: Pick<Clock, 'now'>
  readonly #known = new Map<string, { readonly tenant: Tenant; readonly until: number }>()

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock
  }

  get(host: string): Tenant | undefined {
    const known = this.#known.get(host)
    return known !== undefined && known.until > this.#clock.now() ? known.tenant : undefined
  }

  set(host: string, tenant: Tenant): void {
    if (this.#known.size >= longest) this.#known.clear()
    this.#known.set(host, { tenant, until: this.#clock.now() + lifetime })
  }

  clear(): void {
    this.#known.clear()
  }
}

/** So long another process may go on with what was changed here, in milliseconds. */
const lifetime = 10_000
const longest = 1000
