import { Copy, EllipsisVertical, Link2, Link2Off, Settings2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileEntry, Share } from '../../api/contract.ts'
import { useSession } from '../../api/session.ts'
import { useAction } from '../../api/use-api.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { ConfirmDialog } from '../../kit/dialog.tsx'
import { Menu } from '../../kit/menu.tsx'
import { toast } from '../../toast.ts'
import { accessForLinks, accessOf, permissionsFor } from '../access.ts'
import { AccessSelect } from '../access-select.tsx'
import { copyText } from '../copy-text.ts'
import { isStanding } from '../share-state.ts'
import { StateBadge } from '../state-words.tsx'
import { LinkDialog } from './link-dialog.tsx'
import '../share-row.css'

interface LinkRowProps {
  readonly share: Share
  /** What it opens, as far as it is known. */
  readonly entry?: FileEntry
}

/** A public link: where it leads, what it allows, until when, and how it ends. */
export function LinkRow({ share, entry }: LinkRowProps) {
  const { t } = useTranslation('share')
  const { t: inApp } = useTranslation()
  const { username } = useSession()
  const [isChanging, setChanging] = useState(false)
  const [isEnding, setEnding] = useState(false)
  const changes = ['GET /shares', 'GET /files']
  const change = useAction('PATCH /shares/:id', { changes })
  const end = useAction('DELETE /shares/:id', {
    changes,
    done: t('linkEnded'),
    onDone: () => setEnding(false),
  })
  const { link } = share
  const params = { id: share.id }
  const name = link?.label ?? t('link')
  const access = accessOf(share.permissions)

  async function copy(): Promise<void> {
    if (await copyText(link?.url ?? '')) toast({ kind: 'done', text: inApp('copied') })
    else toast({ kind: 'problem', text: t('copyYourself') })
  }

  return (
    <li className="share-row">
      <span className="share-row-mark">
        <Link2 aria-hidden="true" />
      </span>
      <div className="share-row-words">
        <p>
          <strong>{name}</strong>
        </p>
        {link !== null && isStanding(share) && (
          <a className="small" href={link.url} target="_blank" rel="noreferrer">
            {link.url}
          </a>
        )}
        <LinkFacts share={share} />
        {share.initiator.username !== username && (
          <p className="small">{t('sharedOnBy', { name: share.initiator.displayName })}</p>
        )}
      </div>
      {isStanding(share) ? (
        <div className="share-row-controls">
          <AccessSelect
            label={t('linkAccessOf', { name })}
            isLabelHidden
            ways={accessForLinks(
              entry ?? { kind: share.kind, rights: ['read', 'update', 'create', 'delete'] },
            )}
            value={access}
            isDisabled={change.isPending}
            onChange={(chosen) =>
              change.mutate({
                params,
                input: {
                  permissions: permissionsFor(chosen),
                  // Nothing can be downloaded then.
                  ...(chosen === 'drop' && { maxDownloads: null }),
                },
              })
            }
          />
          {link !== null && (
            <Button icon={<Copy aria-hidden="true" />} onPress={() => void copy()}>
              {t('copyLink')}
            </Button>
          )}
          <Menu
            label={t('moreFor', { name })}
            trigger={<IconButton label={t('moreFor', { name })} icon={<EllipsisVertical />} />}
            groups={[
              [
                {
                  id: 'change',
                  label: t('changeLinkTerms'),
                  icon: <Settings2 aria-hidden="true" />,
                  onAction: () => setChanging(true),
                },
              ],
              [
                {
                  id: 'end',
                  label: t('endLink'),
                  icon: <Link2Off aria-hidden="true" />,
                  isDangerous: true,
                  onAction: () => setEnding(true),
                },
              ],
            ]}
          />
        </div>
      ) : (
        <StateBadge share={share} />
      )}
      {isChanging && <LinkDialog share={share} onClose={() => setChanging(false)} />}
      <ConfirmDialog
        title={t('endLinkTitle')}
        isOpen={isEnding}
        confirm={t('endLink')}
        isDangerous
        isPending={end.isPending}
        onConfirm={() => end.mutate({ params })}
        onClose={() => setEnding(false)}
      >
        <p>{t('endLinkHint')}</p>
      </ConfirmDialog>
    </li>
  )
}

function LinkFacts({ share: { link, expiresAt } }: LinkRowProps) {
  const { t } = useTranslation('share')
  const format = useFormat()
  const limit = link?.maxDownloads ?? null
  const facts = [
    ...(link?.hasPassword === true ? [t('withPassword')] : []),
    ...(expiresAt === null ? [] : [t('until', { when: format.end(expiresAt) })]),
    ...(limit === null ? [] : [t('downloads', { count: limit, done: format.number(link?.downloads ?? 0) })]),
  ]
  return facts.length > 0 && <p className="small quiet">{facts.join(' · ')}</p>
}
