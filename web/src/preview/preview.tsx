import { ChevronLeft, ChevronRight, Download, Eye, Pencil, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useEffectEvent, useState } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../api/contract.ts'
import { useFormat } from '../i18n/use-format.ts'
import { IconButton } from '../kit/button.tsx'
import { useSaid } from '../kit/say.ts'
import { contentAddress } from './content-address.ts'
import { draftOf, dropDraft } from './draft.ts'
import { LeaveDialog } from './leave-dialog.tsx'
import { PreviewBody } from './preview-body.tsx'
import { previewKindOf } from './preview-kind.ts'
import { useUnsaved } from './use-unsaved.ts'
import './preview.css'

interface PreviewProps {
  readonly entry: FileEntry
  /** The id of the team's space in which it is. */
  readonly space?: string | undefined
  /** The files before and after it in the listing. */
  readonly previous?: FileEntry | undefined
  readonly next?: FileEntry | undefined
  /** It has been there, and is not any more. */
  readonly isGone: boolean
  onShow(entry: FileEntry): void
  onClose(): void
  /** It is gone, and nothing of it has to be kept. */
  onGone(): void
}

/** A file, shown over its folder; open while it is on the page. */
export function Preview({ entry, space, previous, next, isGone, onShow, onClose, onGone }: PreviewProps) {
  const { t } = useTranslation('preview')
  const format = useFormat()
  const [edited, setEdited] = useState<string>()
  const unsaved = useUnsaved()
  useSaid(entry.name, { isNews: true })
  const kind = previewKindOf(entry)
  const isText = kind === 'text' || kind === 'markdown'
  const place = { path: entry.path, ...(space !== undefined && { space }) }
  // What was being written before the page was loaded anew goes on.
  const isEditing = isText && (edited === entry.path || draftOf(place) !== undefined)
  const leave = useEffectEvent(() => {
    // The editor offers to save it anew.
    if (!unsaved.has()) onGone()
  })
  useEffect(() => {
    if (isGone) leave()
  }, [isGone])
  const close = () => unsaved.guard(onClose)
  const show = (other: FileEntry | undefined) => {
    if (other) unsaved.guard(() => onShow(other))
  }

  function turn(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    if (event.altKey || event.ctrlKey || event.metaKey || target.closest('textarea, audio, video, input'))
      return
    if (event.key === 'ArrowLeft') show(previous)
    if (event.key === 'ArrowRight') show(next)
  }

  return (
    <ModalOverlay className="preview-veil" isOpen onOpenChange={(isOpen) => isOpen || close()}>
      <Modal className="preview-frame">
        {/* The keys are for all of it, wherever in it the focus is. */}
        <div className="preview-frame" role="presentation" onKeyDown={turn}>
          <AriaDialog className="preview">
            <div className="preview-head">
              <div className="preview-title">
                <Heading slot="title">{entry.name}</Heading>
                <p className="small quiet">
                  {[
                    ...(entry.size === null ? [] : [format.size(entry.size)]),
                    format.dateTime(entry.modifiedAt),
                  ].join(' · ')}
                </p>
              </div>
              {isEditing && (
                <IconButton
                  label={t('endEditing')}
                  icon={<Eye aria-hidden="true" />}
                  onPress={() => unsaved.guard(() => (isGone ? onGone() : setEdited(undefined)))}
                />
              )}
              {isText && !isEditing && entry.rights.includes('update') && (
                <IconButton
                  label={t('edit')}
                  icon={<Pencil aria-hidden="true" />}
                  onPress={() => setEdited(entry.path)}
                />
              )}
              <a
                className="button icon-only bare"
                href={contentAddress(place, 'download')}
                download={entry.name}
                aria-label={t('download')}
                title={t('download')}
              >
                <Download aria-hidden="true" />
              </a>
              <IconButton
                label={t('previous')}
                icon={<ChevronLeft aria-hidden="true" />}
                isDisabled={previous === undefined}
                onPress={() => show(previous)}
              />
              <IconButton
                label={t('next')}
                icon={<ChevronRight aria-hidden="true" />}
                isDisabled={next === undefined}
                onPress={() => show(next)}
              />
              <IconButton label={t('close')} icon={<X aria-hidden="true" />} onPress={close} />
            </div>
            <div className="preview-body">
              <PreviewBody
                key={entry.path}
                entry={entry}
                kind={kind}
                place={place}
                isEditing={isEditing}
                isGone={isGone}
                unsaved={unsaved}
              />
            </div>
            <LeaveDialog unsaved={unsaved} onDiscard={() => dropDraft(place)} />
          </AriaDialog>
        </div>
      </Modal>
    </ModalOverlay>
  )
}
