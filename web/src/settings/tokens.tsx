import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../api/call.ts'
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
import { ShownOnce } from './shown-once.tsx'

const changes = ['GET /tokens']

/** Tokens with which scripts use the programming interface. */
export function Tokens() {
  const { t } = useTranslation(['settings', 'app'])
  const format = useFormat()
  const tokens = useApi('GET /tokens')
  return (
    <>
      <Answer of={tokens}>
        {({ tokens: rows }) => (
          <DataTable
            label={t('tokens')}
            empty={t('noTokens')}
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              { title: t('program'), render: ({ name }) => name },
              {
                title: t('ends'),
                render: ({ expiresAt }) => (expiresAt === null ? t('never') : format.date(expiresAt)),
              },
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
                      title={t('removeTokenTitle', { name })}
                      operation="DELETE /tokens/:id"
                      ask={{ params: { id } }}
                      changes={changes}
                      done={t('tokenRemoved', { name })}
                    >
                      {t('removeToken')}
                    </ConfirmAction>
                  </span>
                ),
              },
            ]}
          />
        )}
      </Answer>
      <div>
        <DialogButton label={t('addToken')}>{(close) => <AddToken onClose={close} />}</DialogButton>
      </div>
    </>
  )
}

function AddToken({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('settings')
  const [made, setMade] = useState<Output<'POST /tokens'>>()
  const make = useAction('POST /tokens', { changes, isProblemShown: true, onDone: setMade })
  return (
    <Dialog
      title={made ? t('tokenMade', { name: made.name }) : t('addToken')}
      isOpen
      isSticky={made !== undefined}
      onClose={onClose}
    >
      {made ? (
        <ShownOnce onClose={onClose}>
          <CopyField label={t('token')} value={made.token} />
          <p className="hint">{t('tokenHint')}</p>
        </ShownOnce>
      ) : (
        <Form
          submit={t('make')}
          action={make}
          onCancel={onClose}
          onSubmit={({ name = '', ends = '' }) =>
            make.mutate({ input: { name, ...(ends !== '' && { expiresAt: new Date(ends).toISOString() }) } })
          }
        >
          <TextField label={t('program')} name="name" maxLength={128} isRequired autoFocus />
          <TextField label={t('ends')} name="ends" type="datetime-local" hint={t('endsHint')} />
        </Form>
      )}
    </Dialog>
  )
}
