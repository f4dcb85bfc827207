import type { Actor, TenantId } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { type FirstAdmin, isSetupOpen, makeFirstAdmin, type SetupOutcome } from './make-first-admin.ts'
import { makeSetupLink } from './make-setup-link.ts'
import type { SetupLink } from './setup-link.ts'

/** How a cloud gets its first administrator. */
export interface Setup {
  /** For whoever runs the server; `undefined` when somebody administers the cloud. @throws IsthmusError `forbidden` */
  makeSetupLink(actor: Actor): Promise<SetupLink | undefined>
  isSetupOpen(tenant: TenantId, token: string): Promise<boolean>
  /** @throws IsthmusError `validation-failed`, `user-exists`, `user-name-used`, `too-many-requests` */
  makeFirstAdmin(tenant: TenantId, token: string, order: FirstAdmin): Promise<SetupOutcome>
}

export function createSetup(context: AccountsContext): Setup {
  return {
    makeSetupLink: (actor) => makeSetupLink(context, actor),
    isSetupOpen: (tenant, token) => isSetupOpen(context, tenant, token),
    makeFirstAdmin: (tenant, token, order) => makeFirstAdmin(context, tenant, token, order),
  }
}
