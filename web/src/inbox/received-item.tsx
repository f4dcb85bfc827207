import { CloudOff, File, Folder, History, LogOut, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxItem } from '../api/contract.ts'
import { useAction } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Button } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/dialog.tsx'
import { Badge } from '../kit/states.tsx'
import { accessOf } from '../share/access.ts'
import { ThingLink } from '../share/thing-link.tsx'
import { toast } from '../toast.ts'
import { BlockMenu } from './block-menu.tsx'
import { LastListing } from './last-listing.tsx'
import { addressBeside, nameOf } from './person.ts'
import '../share/share-row.css'

/** Something that was accepted: where it is, whose it is, and whether its server is there. */
export function ReceivedItem({ item }: { readonly item: InboxItem }) {
  const { t } = useTranslation('share')
  const format = useFormat()
  const [isLeaving, setLeaving] = useState(false)
  const { sender, name, kind, path, source, server, staleSince, description } = item
  const leave = useAction('POST /inbox/:id/decline', {
    changes: ['GET /inbox', 'GET /files'],
    done: t('left', { name }),
    onDone: () => setLeaving(false),
  })
  const Icon = kind === 'folder' ? Folder : File
  return (
    <li className="share-row">
      <span className="share-row-mark">
        <Icon aria-hidden="true" />
      </span>
      <div className="share-row-words">
        <p>
          {path === null ? (
            <strong>{name}</strong>
          ) : (
            <ThingLink path={path} kind={kind}>
              {name}
            </ThingLink>
          )}
        </p>
        <p className="small">
          {t('from', { name: nameOf(sender) })}{' '}
          <span className="quiet">
            {addressBeside(sender) ?? (source === 'federated' ? t('otherCloud', { server }) : null)}
          </span>
        </p>
        <p className="small row">
          <Badge>{t(`mayDo.${accessOf(item.permissions)}`)}</Badge>
          {path !== null && <span className="quiet">{t('at', { place: path })}</span>}
          {item.expiresAt !== null && <span>{t('until', { when: format.end(item.expiresAt) })}</span>}
        </p>
        {description !== null && description !== '' && (
          <blockquote className="share-note">{description}</blockquote>
        )}
        {staleSince !== null && <Stale item={item} since={staleSince} />}
      </div>
      <div className="share-row-controls">
        <Button icon={<LogOut aria-hidden="true" />} onPress={() => setLeaving(true)}>
          {t('leave')}
        </Button>
        {source === 'federated' && <BlockMenu item={item} />}
      </div>
      <ConfirmDialog
        title={t('leaveTitle', { name })}
        isOpen={isLeaving}
        confirm={t('leave')}
        isDangerous
        isPending={leave.isPending}
        onConfirm={() => leave.mutate({ params: { id: item.id } })}
        onClose={() => setLeaving(false)}
      >
        <p>{t('leaveHint', { name, who: nameOf(sender) })}</p>
      </ConfirmDialog>
    </li>
  )
}

function Stale({ item, since }: { readonly item: InboxItem; readonly since: string }) {
  const { t } = useTranslation('share')
  const { t: inApp } = useTranslation()
  const format = useFormat()
  const [isListing, setListing] = useState(false)
  const retry = useAction('POST /inbox/:id/retry', {
    changes: ['GET /inbox', 'GET /files'],
    onDone: ({ staleSince, server }) => {
      toast({
        kind: 'done',
        text: t(staleSince === null ? 'reachableAgain' : 'stillNotReachable', { server }),
      })
    },
  })
  return (
    <div className="inbox-stale">
      <p>
        <CloudOff aria-hidden="true" />{' '}
        {t('notReachable', { server: item.server, when: format.relative(since) })}
      </p>
      <div className="row">
        <Button
          icon={<RotateCw aria-hidden="true" />}
          isPending={retry.isPending}
          onPress={() => retry.mutate({ params: { id: item.id } })}
        >
          {inApp('retry')}
        </Button>
        {item.kind === 'folder' && (
          <Button icon={<History aria-hidden="true" />} onPress={() => setListing(true)}>
            {t('lastSeen')}
          </Button>
        )}
      </div>
      {isListing && <LastListing item={item} onClose={() => setListing(false)} />}
    </div>
  )
}
