import { Check, File, Folder, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { InboxItem } from '../api/contract.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Button } from '../kit/button.tsx'
import { accessOf } from '../share/access.ts'
import { Emphasis, strong } from '../share/emphasis.tsx'
import { BlockMenu } from './block-menu.tsx'
import { addressBeside, nameOf } from './person.ts'
import { TrustWords } from './trust-words.tsx'
import { useAnswers } from './use-answers.ts'

/** Something that waits for an answer: who shares what, from where, how sure that is, and what can be said to it. */
export function PendingItem({ item }: { readonly item: InboxItem }) {
  const { t } = useTranslation('share')
  const format = useFormat()
  const { accept, decline } = useAnswers()
  const { sender, owner, kind, name, server, source, description } = item
  const Icon = kind === 'folder' ? Folder : File
  const title = `inbox-item-${item.id}`
  const isBusy = accept.isPending || decline.isPending

  return (
    <li className="inbox-item card" aria-labelledby={title}>
      <header className="inbox-item-head">
        <span className="inbox-item-icon">
          <Icon aria-hidden="true" />
        </span>
        <div>
          <h3 id={title}>
            <Emphasis
              words={t(kind === 'folder' ? 'sharesFolder' : 'sharesFile', {
                who: strong(nameOf(sender)),
                name: strong(name),
              })}
            />
          </h3>
          <p className="small quiet">
            {[addressBeside(sender), format.relative(item.createdAt)].filter(Boolean).join(' · ')}
          </p>
        </div>
      </header>
      {description !== null && description !== '' && (
        <blockquote className="share-note">{description}</blockquote>
      )}
      <dl className="inbox-facts">
        <dt>{t('fromCloud')}</dt>
        <dd>{source === 'local' ? t('thisCloud') : t('otherCloud', { server })}</dd>
        <dt>{t('youMay')}</dt>
        <dd>{t(`mayDo.${accessOf(item.permissions)}`)}</dd>
        {owner.address !== sender.address && (
          <>
            <dt>{t('belongsTo')}</dt>
            <dd>{nameOf(owner)}</dd>
          </>
        )}
        {item.expiresAt !== null && (
          <>
            <dt>{t('lasts')}</dt>
            <dd>{t('until', { when: format.end(item.expiresAt) })}</dd>
          </>
        )}
      </dl>
      <TrustWords item={item} />
      <div className="row">
        <Button
          kind="primary"
          icon={<Check aria-hidden="true" />}
          isPending={accept.isPending}
          isDisabled={isBusy}
          onPress={() => accept.mutate({ params: { id: item.id } })}
        >
          {t('accept')}
        </Button>
        <Button
          icon={<X aria-hidden="true" />}
          isPending={decline.isPending}
          isDisabled={isBusy}
          onPress={() => decline.mutate({ params: { id: item.id } })}
        >
          {t('decline')}
        </Button>
        {source === 'federated' && (
          <span className="push">
            <BlockMenu item={item} />
          </span>
        )}
      </div>
    </li>
  )
}
