import type { Actor } from '../../platform/actor.ts'
import { type TenantSetting, tenantSettings } from '../../platform/config/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import { type BrokenRule, broken, type FieldError, wrongField } from '../../platform/field-rules.ts'
import { requireAdmin } from '../require-admin.ts'
import { storedForm } from './chosen-settings.ts'
import { deleteChosen, saveChosen } from './setting-repository.ts'
import type { SettingsContext } from './settings-context.ts'

/**
 * Chooses values for settings, all of them or none.
 * @param changes - values by key; null takes the choice back
 * @throws IsthmusError `forbidden`, `validation-failed`, `setting-locked`
 */
export async function changeSettings(
  context: SettingsContext,
  actor: Actor,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  requireAdmin(actor)
  const { database, clock, activity, process } = context
  const settings = new Map(tenantSettings(process).map((setting) => [setting.key, setting]))
  const wrong: FieldError[] = []
  const wanted = Object.entries(changes).map(([key, given]) => {
    const setting = settings.get(key)
    // A command line and a form know texts alone.
    const value = typeof given === 'string' ? setting?.kind.fromText(given) : given
    if (setting === undefined) wrong.push(wrongField(key, broken('no-such-setting')))
    else if (value !== null && !setting.kind.schema.safeParse(value).success) {
      wrong.push(wrongField(key, ruleOf(setting)))
    }
    return { key, value }
  })
  if (wrong.length > 0) throw fault('validation-failed', { errors: wrong })
  for (const { key } of wanted) {
    const place = settings.get(key)?.lockedBy
    if (place !== undefined)
      throw fault('setting-locked', { because: because('setting-given', { key, place }) })
  }
  await database.write(async (tx) => {
    for (const { key, value } of wanted) {
      const secret = settings.get(key)?.facts.secret === true
      if (value === null) await deleteChosen(tx, actor.tenant, key)
      else {
        const stored = secret ? storedForm(context, actor.tenant, key, value) : value
        await saveChosen(tx, actor.tenant, { key, value: stored }, clock.now())
      }
      await activity.record(tx, actor, {
        action: 'setting.changed',
        subjectKind: 'setting',
        subjectId: key,
        detail: { value: secret && value !== null ? '***' : shown(value) },
      })
    }
  })
}

function ruleOf({ kind: { expects, breaks } }: TenantSetting): BrokenRule {
  return breaks ?? broken('not-such-a-value', { expected: expects })
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
