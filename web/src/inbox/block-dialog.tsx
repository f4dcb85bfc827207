import { useTranslation } from 'react-i18next'
import { useAction } from '../api/use-api.ts'
import { ConfirmDialog } from '../kit/dialog.tsx'

/** From whom nothing is taken any more. */
export type Blocked =
  | { readonly kind: 'sender'; readonly address: string }
  | { readonly kind: 'server'; readonly host: string }

interface BlockDialogProps {
  readonly blocked: Blocked
  onClose(): void
}

const changes = ['GET /inbox', 'GET /notifications', 'GET /me/blocked-senders', 'GET /peers']

/** Says what it means to block somebody, or a whole cloud, before it is done. */
export function BlockDialog({ blocked, onClose }: BlockDialogProps) {
  const { t } = useTranslation('share')
  const name = blocked.kind === 'sender' ? blocked.address : blocked.host
  const options = { changes, done: t('blocked', { name }), onDone: onClose }
  const blockSender = useAction('PUT /me/blocked-senders/:address', options)
  const blockServer = useAction('PUT /peers/:host/rule', options)
  return (
    <ConfirmDialog
      title={t('blockTitle', { name })}
      isOpen
      confirm={t('block')}
      isDangerous
      isPending={blockSender.isPending || blockServer.isPending}
      onConfirm={() => {
        if (blocked.kind === 'sender') blockSender.mutate({ params: { address: blocked.address } })
        else blockServer.mutate({ params: { host: blocked.host }, input: { rule: 'block' } })
      }}
      onClose={onClose}
    >
      <p>{t(blocked.kind === 'sender' ? 'blockSenderHint' : 'blockServerHint', { name })}</p>
      <p className="quiet">{t(blocked.kind === 'sender' ? 'unblockSenderHint' : 'unblockServerHint')}</p>
    </ConfirmDialog>
  )
}
