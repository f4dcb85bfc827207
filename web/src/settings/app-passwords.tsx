import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../api/call.ts'
import { useSession } from '../api/session.ts'
import { useAction, useApi } from '../api/use-api.ts'
import { Answer } from '../kit/answer.tsx'
import { CopyField } from '../kit/copy-field.tsx'
import { DialogButton } from '../kit/dialog-button.tsx'
import { Loading } from '../kit/states.tsx'
import { CredentialDialog, CredentialTable } from './credentials.tsx'
import './app-passwords.css'

const QrCode = lazy(async () => ({ default: (await import('./qr-code.tsx')).QrCode }))

/** Passwords for programs, one for each, so that each can be locked out by itself. */
export function AppPasswords() {
  const { t } = useTranslation('settings')
  const passwords = useApi('GET /app-passwords')
  return (
    <>
      <Answer of={passwords}>
        {({ appPasswords }) => <CredentialTable kind="appPassword" rows={appPasswords} />}
      </Answer>
      <div>
        <DialogButton label={t('addAppPassword')}>
          {(close) => <NewAppPassword onClose={close} />}
        </DialogButton>
      </div>
    </>
  )
}

function NewAppPassword({ onClose }: { onClose(): void }) {
  const [made, setMade] = useState<Output<'POST /app-passwords'>>()
  const action = useAction('POST /app-passwords', {
    changes: ['GET /app-passwords'],
    isProblemShown: true,
    onDone: setMade,
  })
  return (
    <CredentialDialog
      kind="appPassword"
      action={action}
      onMake={({ name = '' }) => action.mutate({ input: { name } })}
      made={made && { name: made.name, shown: <Shown password={made.password} /> }}
      onClose={onClose}
    />
  )
}

function Shown({ password }: { readonly password: string }) {
  const { t } = useTranslation(['settings', 'app'])
  const { username } = useSession()
  const address = `${location.origin}/dav/files/${encodeURIComponent(username)}/`
  return (
    <>
      <CopyField label={t('app:password')} value={password} />
      <CopyField label={t('username')} value={username} />
      <CopyField label={t('address')} value={address} />
      <figure className="qr">
        <Suspense fallback={<Loading />}>
          <QrCode label={t('qrCode')} text={`${address}\n${username}\n${password}`} />
        </Suspense>
        <figcaption className="hint">{t('qrHint')}</figcaption>
      </figure>
    </>
  )
}
