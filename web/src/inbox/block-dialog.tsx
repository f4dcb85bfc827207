import { useTranslation } from 'react-i18next'
import { useAction } from '../api/use-api.ts'
import { ConfirmDialog } from '../kit/dialog.tsx'

/** From whom nothing is taken any more. */
export type Blocked =
  | { readonly kind: 'sender'; readonly address: string }
  /** Everybody there, for oneself. */
  | { readonly kind: 'cloud'; readonly host: string }
  /** For everybody here, by an administrator. */
  | { readonly kind: 'server'; readonly host: string }

interface BlockDialogProps {
  readonly blocked: Blocked
  onClose(): void
}

const hints = {
  sender: 'blockSenderHint',
  cloud: 'blockCloudHint',
  server: 'blockServerHint',
} as const

const changes = ['GET /inbox', 'GET /notifications', 'GET /me/blocked-senders', 'GET /peers', 'GET /files']

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
        else if (blocked.kind === 'cloud') blockSender.mutate({ params: { address: `@${blocked.host}` } })
        else blockServer.mutate({ params: { host: blocked.host }, input: { rule: 'block' } })
      }}
      onClose={onClose}
    >
      <p>{t(hints[blocked.kind], { name })}</p>
      <p className="quiet">{t(blocked.kind === 'server' ? 'unblockServerHint' : 'unblockSenderHint')}</p>
    </ConfirmDialog>
  )
}
