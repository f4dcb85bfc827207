import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../api/contract.ts'
import { Loading, Notice, Trouble } from '../kit/states.tsx'
import type { Place } from '../place.ts'
import { Broken } from './broken.tsx'
import { contentAddress } from './content-address.ts'
import { ImageView } from './image-view.tsx'
import { NoPreview } from './no-preview.tsx'
import { PdfView } from './pdf-view.tsx'
import type { PreviewKind } from './preview-kind.ts'
import { TextEditor } from './text-editor.tsx'
import { TextView } from './text-view.tsx'
import { type ServedText, useTextFile } from './use-text-file.ts'
import type { Unsaved } from './use-unsaved.ts'

const MarkdownView = lazy(() => import('./markdown-view.tsx'))

interface PreviewBodyProps {
  readonly entry: FileEntry
  readonly place: Place
  readonly kind: PreviewKind
  readonly isEditing: boolean
  readonly isGone: boolean
  readonly unsaved: Unsaved
}

/** What is in a file, as far as it can be shown. */
export function PreviewBody(props: PreviewBodyProps) {
  const { entry, place, kind } = props
  const [isBroken, setBroken] = useState(false)
  const address = contentAddress(place, 'show')
  const broken = () => setBroken(true)
  // What goes wrong before the element is on the page, nobody hears of.
  const look = (media: HTMLMediaElement | null) => {
    if (media?.error) broken()
  }
  if (isBroken) return <Broken entry={entry} place={place} onRetry={() => setBroken(false)} />
  switch (kind) {
    case 'image':
      return <ImageView name={entry.name} address={address} onBroken={broken} />
    case 'audio':
      return (
        <div className="preview-middle">
          {/* What people store comes without captions. */}
          {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
          <audio ref={look} controls src={address} onError={broken} aria-label={entry.name} />
        </div>
      )
    case 'video':
      return (
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <video
          ref={look}
          className="preview-video"
          controls
          src={address}
          onError={broken}
          aria-label={entry.name}
        />
      )
    case 'pdf':
      return <PdfView entry={entry} place={place} />
    case 'text':
    case 'markdown':
      return <TextBody {...props} />
    case 'none':
      return <NoPreview entry={entry} place={place} />
  }
}

function TextBody({ entry, place, kind, isEditing, isGone, unsaved }: PreviewBodyProps): ReactNode {
  const { t } = useTranslation('preview')
  const { data, error, refetch } = useTextFile(place, entry.etag)
  if (data === undefined)
    return error ? <Trouble error={error} onRetry={() => void refetch()} /> : <Loading />
  // No letter of any text: it is something else, whatever its name says.
  if (data.text.includes('\0')) return <NoPreview entry={entry} place={place} isBroken />
  if (isEditing && data.isEditable) {
    return <TextEditor place={place} served={data} isGone={isGone} unsaved={unsaved} />
  }
  return (
    <div className="preview-text">
      {isEditing && <Notice kind="warning">{t(data.isCut ? 'tooLongToEdit' : 'foreignEncoding')}</Notice>}
      {!isEditing && data.isCut && <Notice kind="info">{t('cut')}</Notice>}
      {kind === 'markdown' ? <Markdown place={place} data={data} /> : <TextView text={data.text} />}
    </div>
  )
}

function Markdown({ place, data }: { readonly place: Place; readonly data: ServedText }) {
  return (
    <Suspense fallback={<Loading />}>
      <MarkdownView text={data.text} place={place} />
    </Suspense>
  )
}
