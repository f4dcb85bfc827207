import { useTranslation } from 'react-i18next'
import type { Email } from '../api/contract.ts'
import { useAction, useApi } from '../api/use-api.ts'
import { Answer } from '../kit/answer.tsx'
import { Button } from '../kit/button.tsx'
import { ConfirmAction } from '../kit/confirm-action.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { DialogButton } from '../kit/dialog-button.tsx'
import { TextField } from '../kit/fields.tsx'
import { FormDialog } from '../kit/form.tsx'
import { Badge } from '../kit/states.tsx'

const changes = ['GET /me']

/** The addresses at which one gets mail: which of them are one's own for sure, and the one that is used. */
export function EmailAddresses() {
  const { t } = useTranslation(['settings', 'app'])
  const emails = useApi('GET /me/emails')
  return (
    <>
      <Answer of={emails}>
        {({ emails: rows }) => (
          <DataTable
            label={t('emails')}
            empty={t('noEmails')}
            rows={rows}
            keyOf={({ address }) => address}
            columns={[
              { title: t('address'), render: ({ address }) => address },
              { title: t('state'), render: (email) => <EmailState email={email} /> },
              {
                title: t('actions'),
                isTitleHidden: true,
                render: (email) => <EmailActions email={email} />,
              },
            ]}
          />
        )}
      </Answer>
      <div>
        <DialogButton label={t('addEmail')}>{(close) => <AddEmail onClose={close} />}</DialogButton>
      </div>
    </>
  )
}

function EmailState({ email: { primary, verified } }: { readonly email: Email }) {
  const { t } = useTranslation(['settings', 'app'])
  if (!verified) return <Badge kind="warning">{t('unverified')}</Badge>
  return <Badge kind="success">{t(primary ? 'primary' : 'verified')}</Badge>
}

function EmailActions({ email: { address, primary, verified } }: { readonly email: Email }) {
  const { t } = useTranslation(['settings', 'app'])
  const prefer = useAction('POST /me/emails/:address/primary', { changes, done: t('madePrimary') })
  const verify = useAction('POST /me/emails/:address/verification', {
    done: t('verificationSent', { address }),
  })
  if (primary) return null
  return (
    <span className="row">
      {!verified && (
        <Button
          kind="bare"
          isPending={verify.isPending}
          onPress={() => verify.mutate({ params: { address } })}
        >
          {t('verifyAgain')}
        </Button>
      )}
      {verified && (
        <Button kind="bare" onPress={() => prefer.mutate({ params: { address } })}>
          {t('makePrimary')}
        </Button>
      )}
      <ConfirmAction
        label={t('app:remove')}
        title={t('removeEmailTitle')}
        operation="DELETE /me/emails/:address"
        ask={{ params: { address } }}
        changes={changes}
        done={t('emailRemoved')}
      >
        {t('removeEmail', { address })}
      </ConfirmAction>
    </span>
  )
}

function AddEmail({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['settings', 'app'])
  const add = useAction('POST /me/emails', {
    changes,
    done: t('emailAdded'),
    isProblemShown: true,
    onDone: onClose,
  })
  return (
    <FormDialog
      title={t('addEmail')}
      submit={t('add')}
      action={add}
      onClose={onClose}
      onSubmit={({ address = '' }) => add.mutate({ input: { address } })}
    >
      <TextField
        label={t('address')}
        name="address"
        type="email"
        autoComplete="email"
        hint={t('emailHint')}
        isRequired
        autoFocus
      />
    </FormDialog>
  )
}
