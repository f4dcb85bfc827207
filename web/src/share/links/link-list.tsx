import { Link2 } from 'lucide-react'
import { type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../../api/contract.ts'
import { Button } from '../../kit/button.tsx'
import { useSharesOf } from '../shares-of.ts'
import { LinkRow } from './link-row.tsx'
import { NewLink } from './new-link.tsx'

interface LinkListProps {
  readonly ref: Ref<HTMLElement>
  readonly entry: FileEntry
  readonly space?: string
  /** Whether this person may make links to it. */
  readonly isOpenTo: boolean
  /** What the link is called that is being made; absent while none is. */
  readonly newLink: string | undefined
  onNewLink(label: string | undefined): void
}

/** The public links to a thing, and how to make one. */
export function LinkList({ ref, entry, space, isOpenTo, newLink, onNewLink }: LinkListProps) {
  const { t } = useTranslation('share')
  const { data } = useSharesOf(entry, space)
  // The focus goes back to where the form came from.
  const [hasClosed, setClosed] = useState(false)
  const links = data?.shares.filter(({ recipientKind }) => recipientKind === 'link') ?? []
  if (links.length === 0 && !isOpenTo) return null
  return (
    <section className="share-section" ref={ref}>
      <div className="row">
        <h3>{t('links')}</h3>
        {isOpenTo && newLink === undefined && (
          <span className="push">
            <Button icon={<Link2 aria-hidden="true" />} autoFocus={hasClosed} onPress={() => onNewLink('')}>
              {t('newLink')}
            </Button>
          </span>
        )}
      </div>
      <p className="small quiet">{t('linksHint')}</p>
      {newLink !== undefined && (
        <NewLink
          key={newLink}
          entry={entry}
          space={space}
          label={newLink}
          onClose={() => {
            setClosed(true)
            onNewLink(undefined)
          }}
        />
      )}
      {links.length > 0 && (
        <ul className="share-rows">
          {links.map((share) => (
            <LinkRow key={share.id} share={share} entry={entry} />
          ))}
        </ul>
      )}
    </section>
  )
}
