import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../api/use-api.ts'
import { TextField } from '../kit/fields.tsx'
import { Form } from '../kit/form.tsx'
import { Card, Page } from '../kit/page.tsx'
import { Sessions } from './sessions.tsx'

/** With what one signs in, and where one is signed in. */
export function SecurityPage() {
  const { t } = useTranslation('settings')
  return (
    <Page title={t('pages.security')}>
      <Card title={t('changePassword')} about={t('changePasswordAbout')}>
        <PasswordForm />
      </Card>
      <Card title={t('sessions')} about={t('sessionsAbout')}>
        <Sessions />
      </Card>
    </Page>
  )
}

function PasswordForm() {
  const { t } = useTranslation('settings')
  const [differ, setDiffer] = useState(false)
  const change = useAction('POST /me/password', {
    changes: ['GET /sessions'],
    done: t('passwordChanged'),
    isProblemShown: true,
  })
  return (
    <Form
      submit={t('changePassword')}
      action={change}
      onSubmit={({ oldPassword = '', newPassword = '', repeated }, form) => {
        setDiffer(newPassword !== repeated)
        if (newPassword !== repeated) return
        change.mutate({ input: { oldPassword, newPassword } }, { onSuccess: () => form.reset() })
      }}
    >
      <TextField
        label={t('oldPassword')}
        name="oldPassword"
        type="password"
        autoComplete="current-password"
        isRequired
      />
      <TextField
        label={t('newPassword')}
        name="newPassword"
        type="password"
        autoComplete="new-password"
        hint={t('passwordHint')}
        isRequired
      />
      <TextField
        label={t('repeatPassword')}
        name="repeated"
        type="password"
        autoComplete="new-password"
        problem={differ ? t('passwordsDiffer') : undefined}
        isRequired
      />
    </Form>
  )
}
