import { useTranslation } from 'react-i18next'
import { useAction, useApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answer } from '../kit/answer.tsx'
import { Button } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { DialogButton } from '../kit/dialog-button.tsx'
import { TextField } from '../kit/fields.tsx'
import { FormDialog } from '../kit/form.tsx'

interface BlockedSendersProps {
  /** Whether they are blocked for oneself, or by an administrator for everybody here. */
  readonly of: 'me' | 'everybody'
}

/** People on other clouds from whom nothing is taken. */
export function BlockedSenders({ of }: BlockedSendersProps) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const senders = useApi(of === 'me' ? 'GET /me/blocked-senders' : 'GET /blocked-senders')
  return (
    <>
      <Answer of={senders}>
        {({ senders: rows }) => (
          <DataTable
            label={t('blocked')}
            empty={t('noBlocked')}
            rows={rows}
            keyOf={({ address }) => address}
            columns={[
              {
                title: t('person'),
                render: ({ address }) =>
                  address.startsWith('@') ? t('everybodyOn', { server: address.slice(1) }) : address,
              },
              { title: t('since'), render: ({ since }) => format.date(since) },
              {
                title: t('actions'),
                isTitleHidden: true,
                render: ({ address }) => <Unblock of={of} address={address} />,
              },
            ]}
          />
        )}
      </Answer>
      <div>
        <DialogButton label={t('block')}>{(close) => <Block of={of} onClose={close} />}</DialogButton>
      </div>
    </>
  )
}

function Unblock({ of, address }: BlockedSendersProps & { readonly address: string }) {
  const { t } = useTranslation('settings')
  const unblock = useAction(
    of === 'me' ? 'DELETE /me/blocked-senders/:address' : 'DELETE /blocked-senders/:address',
    { changes: ['GET /me/blocked-senders', 'GET /blocked-senders'], done: t('unblocked', { address }) },
  )
  return (
    <Button kind="bare" onPress={() => unblock.mutate({ params: { address } })}>
      {t('unblock')}
    </Button>
  )
}

function Block({ of, onClose }: BlockedSendersProps & { onClose(): void }) {
  const { t } = useTranslation('settings')
  const block = useAction(
    of === 'me' ? 'PUT /me/blocked-senders/:address' : 'PUT /blocked-senders/:address',
    {
      changes: ['GET /me/blocked-senders', 'GET /blocked-senders'],
      done: t('nowBlocked'),
      isProblemShown: true,
      onDone: onClose,
    },
  )
  return (
    <FormDialog
      title={t('block')}
      submit={t('blockNow')}
      action={block}
      onClose={onClose}
      onSubmit={({ address = '' }) => block.mutate({ params: { address: address.trim() } })}
    >
      <TextField label={t('person')} name="address" hint={t('blockHint')} isRequired autoFocus />
    </FormDialog>
  )
}
