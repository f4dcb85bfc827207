import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../api/call.ts'
import { useSession } from '../api/session.ts'
import { useAction, useApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answer } from '../kit/answer.tsx'
import { ConfirmAction } from '../kit/confirm-action.tsx'
import { CopyField } from '../kit/copy-field.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { DialogButton } from '../kit/dialog-button.tsx'
import { TextField } from '../kit/fields.tsx'
import { Form } from '../kit/form.tsx'
import { Loading } from '../kit/states.tsx'
import { ShownOnce } from './shown-once.tsx'
import './app-passwords.css'

const QrCode = lazy(async () => ({ default: (await import('./qr-code.tsx')).QrCode }))

const changes = ['GET /app-passwords']

/** Passwords for programs, one for each, so that each can be locked out by itself. */
export function AppPasswords() {
  const { t } = useTranslation(['settings', 'app'])
  const format = useFormat()
  const passwords = useApi('GET /app-passwords')
  return (
    <>
      <Answer of={passwords}>
        {({ appPasswords }) => (
          <DataTable
            label={t('appPasswords')}
            empty={t('noAppPasswords')}
            rows={appPasswords}
            keyOf={({ id }) => id}
            columns={[
              { title: t('program'), render: ({ name }) => name },
              { title: t('made'), render: ({ createdAt }) => format.date(createdAt) },
              {
                title: t('lastUsed'),
                render: ({ lastUsedAt }) => (lastUsedAt === null ? t('never') : format.relative(lastUsedAt)),
              },
              {
                title: t('actions'),
                isTitleHidden: true,
                render: ({ id, name }) => (
                  <span className="row">
                    <ConfirmAction
                      label={t('app:remove')}
                      title={t('removeAppPasswordTitle', { name })}
                      operation="DELETE /app-passwords/:id"
                      ask={{ params: { id } }}
                      changes={changes}
                      done={t('appPasswordRemoved', { name })}
                    >
                      {t('removeAppPassword')}
                    </ConfirmAction>
                  </span>
                ),
              },
            ]}
          />
        )}
      </Answer>
      <div>
        <DialogButton label={t('addAppPassword')}>
          {(close) => <AddAppPassword onClose={close} />}
        </DialogButton>
      </div>
    </>
  )
}

function AddAppPassword({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('settings')
  const [made, setMade] = useState<Output<'POST /app-passwords'>>()
  const make = useAction('POST /app-passwords', { changes, isProblemShown: true, onDone: setMade })
  // One dialog for both, so that the focus goes back to the button that opened it.
  return (
    <Dialog
      title={made ? t('appPasswordMade', { name: made.name }) : t('addAppPassword')}
      isOpen
      isSticky={made !== undefined}
      onClose={onClose}
    >
      {made ? (
        <MadeAppPassword password={made.password} onClose={onClose} />
      ) : (
        <Form
          submit={t('make')}
          action={make}
          onCancel={onClose}
          onSubmit={({ name = '' }) => make.mutate({ input: { name } })}
        >
          <TextField
            label={t('program')}
            name="name"
            hint={t('programHint')}
            maxLength={128}
            isRequired
            autoFocus
          />
        </Form>
      )}
    </Dialog>
  )
}

interface MadeProps {
  readonly password: string
  onClose(): void
}

function MadeAppPassword({ password, onClose }: MadeProps) {
  const { t } = useTranslation(['settings', 'app'])
  const { username } = useSession()
  const address = `${location.origin}/dav/files/${encodeURIComponent(username)}/`
  return (
    <ShownOnce onClose={onClose}>
      <CopyField label={t('app:password')} value={password} />
      <CopyField label={t('username')} value={username} />
      <CopyField label={t('address')} value={address} />
      <figure className="qr">
        <Suspense fallback={<Loading />}>
          <QrCode label={t('qrCode')} text={`${address}\n${username}\n${password}`} />
        </Suspense>
        <figcaption className="hint">{t('qrHint')}</figcaption>
      </figure>
    </ShownOnce>
  )
}
