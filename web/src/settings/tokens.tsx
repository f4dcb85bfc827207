import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../api/call.ts'
import { useAction, useApi } from '../api/use-api.ts'
import { momentOf } from '../i18n/day.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answer } from '../kit/answer.tsx'
import { CopyField } from '../kit/copy-field.tsx'
import { DialogButton } from '../kit/dialog-button.tsx'
import { TextField } from '../kit/fields.tsx'
import { CredentialDialog, CredentialTable } from './credentials.tsx'

/** Tokens with which scripts use the programming interface. */
export function Tokens() {
  const { t } = useTranslation('settings')
  const tokens = useApi('GET /tokens')
  return (
    <>
      <Answer of={tokens}>{({ tokens: rows }) => <CredentialTable kind="token" rows={rows} />}</Answer>
      <div>
        <DialogButton label={t('addToken')}>{(close) => <NewToken onClose={close} />}</DialogButton>
      </div>
    </>
  )
}

function NewToken({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('settings')
  const { timeZone } = useFormat()
  const [made, setMade] = useState<Output<'POST /tokens'>>()
  const action = useAction('POST /tokens', {
    changes: ['GET /tokens'],
    isProblemShown: true,
    onDone: setMade,
  })
  return (
    <CredentialDialog
      kind="token"
      action={action}
      onMake={({ name = '', expiresAt: ends = '' }) => {
        const expiresAt = momentOf(ends, timeZone)
        action.mutate({ input: { name, ...(expiresAt !== null && { expiresAt }) } })
      }}
      fields={<TextField label={t('ends')} name="expiresAt" type="datetime-local" hint={t('endsHint')} />}
      made={made && { name: made.name, shown: <Shown token={made.token} /> }}
      onClose={onClose}
    />
  )
}

function Shown({ token }: { readonly token: string }) {
  const { t } = useTranslation('settings')
  return (
    <>
      <CopyField label={t('token')} value={token} />
      <p className="hint">{t('tokenHint')}</p>
    </>
  )
}
