import type { Kysely } from 'kysely'
import type { Actor, TenantId } from '../../platform/actor.ts'
import { type Config, configFor, tenantSettings } from '../../platform/config/index.ts'
import type { Schema } from '../../platform/database/index.ts'
import { requireAdmin } from '../require-admin.ts'
import { changeSettings } from './change-settings.ts'
import { chosenSettings } from './chosen-settings.ts'
import { findChosen } from './setting-repository.ts'
import type { SettingsContext } from './settings-context.ts'

/** A setting that tenants choose themselves. Values are as a person would write them. */
export interface SettingView {
  /** `federation.policy` */
  readonly key: string
  readonly description: string
  /** Completes the sentence "expected …". */
  readonly expects: string
  /** What counts; absent when it is a secret, which is never shown. */
  readonly value: unknown
  readonly secret: boolean
  /** Whether the tenant has chosen that. */
  readonly chosen: boolean
  /** `isthmus.yaml:12`, a variable or a flag that decides for all tenants: it cannot be changed here. */
  readonly lockedBy?: string
}

/** What each tenant has its own way, while the server runs. A value that the process was given wins, and locks. */
export interface Settings {
  /** The configuration as it is for a tenant. @param executor - a transaction that asks */
  of(tenant: TenantId, executor?: Kysely<Schema>): Promise<Config>
  /** @throws IsthmusError `forbidden` */
  list(actor: Actor): Promise<SettingView[]>
  /**
   * @param changes - values by key; null goes back to what the process has
   * @returns all settings as they are then
   * @throws IsthmusError `forbidden`, `validation-failed`, `setting-locked`
   */
  change(actor: Actor, changes: Readonly<Record<string, unknown>>): Promise<SettingView[]>
}

export function createSettings(context: SettingsContext): Settings {
  const { database, process } = context
  const choosable = tenantSettings(process)
  const list: Settings['list'] = async (actor) => {
    requireAdmin(actor)
    const chosen = await findChosen(database.read, actor.tenant)
    return choosable.map(({ key, facts, kind, unchosen, lockedBy }) => {
      const secret = facts.secret === true
      const counts = lockedBy === undefined && chosen.has(key)
      return {
        key,
        description: facts.description,
        expects: kind.expects,
        value: secret ? undefined : counts ? chosen.get(key) : unchosen,
        secret,
        chosen: counts,
        ...(lockedBy !== undefined && { lockedBy }),
      }
    })
  }
  return {
    of: async (tenant, executor = database.read) =>
      configFor(process.config, choosable, await chosenSettings(context, executor, tenant, choosable)),
    list,
    async change(actor, changes) {
      await changeSettings(context, actor, changes)
      return list(actor)
    },
  }
}
