import type { Kysely } from 'kysely'
import type { TenantId } from '../../platform/actor.ts'
import type { TenantSetting } from '../../platform/config/index.ts'
import type { Schema } from '../../platform/database/index.ts'
import { findChosen } from './setting-repository.ts'
import type { SettingsContext } from './settings-context.ts'

/**
 * What a tenant has chosen, by key, secrets opened. One that cannot be opened, because the key file is another one,
 * counts as not chosen, and the log says so: everything else goes on.
 */
export async function chosenSettings(
  { sealer, logger }: SettingsContext,
  executor: Kysely<Schema>,
  tenant: TenantId,
  choosable: readonly TenantSetting[],
): Promise<Map<string, unknown>> {
  const chosen = await findChosen(executor, tenant)
  for (const { key, facts } of choosable) {
    const sealed = chosen.get(key)
    if (facts.secret !== true || typeof sealed !== 'string') continue
    try {
      chosen.set(key, sealer.open(sealed, sealingContext(tenant, key)))
    } catch (error) {
      chosen.delete(key)
      logger.error('setting.unreadable', { tenant, setting: key, error })
    }
  }
  return chosen
}

/** What is stored of a secret. */
export function storedForm(
  { sealer }: Pick<SettingsContext, 'sealer'>,
  tenant: TenantId,
  key: string,
  value: unknown,
): string {
  return sealer.seal(String(value), sealingContext(tenant, key))
}

function sealingContext(tenant: TenantId, key: string): string {
  return `setting:${tenant}:${key}`
}
