import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Setting } from '../api/contract.ts'
import { useAction } from '../api/use-api.ts'
import { Form } from '../kit/form.tsx'
import { SettingField } from './setting-field.tsx'

interface SettingsFormProps {
  readonly settings: readonly Setting[]
}

/** Settings that are changed together; what is left as it was is not sent. */
export function SettingsForm({ settings }: SettingsFormProps) {
  const { t } = useTranslation(['admin', 'app'])
  const [entered, setEntered] = useState<Readonly<Record<string, string>>>({})
  const change = useAction('PATCH /settings', {
    // What the cloud is called is shown with the person.
    changes: ['GET /settings', 'GET /mail', 'GET /me'],
    done: t('app:saved'),
    isProblemShown: true,
    onDone: () => setEntered({}),
  })
  return (
    <Form
      submit={t('app:save')}
      action={change}
      onSubmit={() => {
        const changed = Object.entries(entered).map(([key, text]) => [key, text === '' ? null : text])
        change.mutate({ input: Object.fromEntries(changed) as Record<string, string | null> })
      }}
    >
      {settings.map((setting) => (
        <SettingField
          key={setting.key}
          setting={setting}
          text={entered[setting.key] ?? textOf(setting)}
          onChange={(text) => setEntered({ ...entered, [setting.key]: text })}
        />
      ))}
    </Form>
  )
}

function textOf({ value }: Setting): string {
  return value === null ? '' : String(value)
}
