import { Ban, EllipsisVertical } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxItem } from '../api/contract.ts'
import { useApi } from '../api/use-api.ts'
import { IconButton } from '../kit/button.tsx'
import { Menu, type MenuAction } from '../kit/menu.tsx'
import { BlockDialog, type Blocked } from './block-dialog.tsx'

/** The ways to have nothing any more from whom something came: a person, a cloud, or a cloud for everybody here. */
export function BlockMenu({ item: { name, sender, server } }: { readonly item: InboxItem }) {
  const { t } = useTranslation('share')
  const { data: me } = useApi('GET /me')
  const [blocking, setBlocking] = useState<Blocked>()
  const action = (id: string, label: string, blocked: Blocked): MenuAction => ({
    id,
    label,
    icon: <Ban aria-hidden="true" />,
    isDangerous: blocked.kind === 'server',
    onAction: () => setBlocking(blocked),
  })
  const forMe = [
    action('sender', t('blockSender', { name: sender.address }), { kind: 'sender', address: sender.address }),
    action('cloud', t('blockCloud', { server }), { kind: 'cloud', host: server }),
  ]
  const forAll = [action('server', t('blockServer', { server }), { kind: 'server', host: server })]
  return (
    <>
      <Menu
        label={t('moreFor', { name })}
        trigger={<IconButton label={t('moreFor', { name })} icon={<EllipsisVertical />} />}
        groups={me?.admin === true ? [forMe, forAll] : [forMe]}
      />
      {blocking && <BlockDialog blocked={blocking} onClose={() => setBlocking(undefined)} />}
    </>
  )
}
