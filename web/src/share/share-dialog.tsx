import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../api/contract.ts'
import { useApi } from '../api/use-api.ts'
import { Dialog } from '../kit/dialog.tsx'
import { Loading } from '../kit/states.tsx'
import { Access } from './access-list.tsx'
import { HindranceNotice } from './hindrance-notice.tsx'
import { LinkList } from './links/link-list.tsx'
import { ShareForm } from './share-form.tsx'
import { useHindrance } from './use-hindrance.ts'
import './share-dialog.css'

interface ShareDialogProps {
  /** What is shared. */
  readonly entry: FileEntry
  /** The id of the team's space that it is in; absent for the person's own files. */
  readonly space?: string
  readonly isOpen: boolean
  onClose(): void
}

/** Everything about who else has a file or folder: with whom to share it, who has it, and its public links. */
export function ShareDialog({ entry, space, isOpen, onClose }: ShareDialogProps) {
  const { t } = useTranslation('share')
  return (
    <Dialog title={t('title', { thing: entry.name })} isOpen={isOpen} onClose={onClose}>
      <Content entry={entry} space={space} />
    </Dialog>
  )
}

function Content({ entry, space }: Pick<ShareDialogProps, 'entry' | 'space'>) {
  const { data: me } = useApi('GET /me')
  const { isKnown, hindrance, source } = useHindrance(entry)
  const [newLink, setNewLink] = useState<string>()
  const links = useRef<HTMLElement>(null)
  const mayMakeLinks = me?.rights['create-public-links'] !== false

  function makeLink(label: string): void {
    setNewLink(label)
    links.current?.scrollIntoView({ block: 'nearest' })
  }

  if (!isKnown) return <Loading />
  return (
    <div className="share-dialog">
      {hindrance !== undefined && <HindranceNotice hindrance={hindrance} />}
      {hindrance === undefined && (
        <ShareForm entry={entry} space={space} {...(mayMakeLinks && { onLink: makeLink })} />
      )}
      {hindrance?.kind !== 'everything' && hindrance?.kind !== 'elsewhere' && (
        <>
          <Access entry={entry} space={space} source={source} isOpenTo={hindrance === undefined} />
          <LinkList
            ref={links}
            entry={entry}
            space={space}
            isOpenTo={hindrance === undefined && mayMakeLinks}
            newLink={newLink}
            onNewLink={setNewLink}
          />
        </>
      )}
    </div>
  )
}
