import {
  CircleAlert,
  CircleCheck,
  CirclePause,
  Clock,
  FileUp,
  FolderUp,
  Pause,
  Play,
  RotateCw,
  SkipForward,
  WifiOff,
  X,
} from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../kit/button.tsx'
import { Progress } from '../kit/progress.tsx'
import { isOver, isUnderWay, nameOf, type Upload, type UploadState } from './upload.ts'
import { uploads } from './uploads.ts'
import { useUploadWords } from './use-upload-words.ts'

const icons: Readonly<Record<UploadState, typeof Clock>> = {
  waiting: Clock,
  sending: FileUp,
  offline: WifiOff,
  paused: CirclePause,
  conflict: CircleAlert,
  failed: CircleAlert,
  'file-missing': CircleAlert,
  done: CircleCheck,
  skipped: SkipForward,
}

interface UploadRowProps {
  readonly upload: Upload
  /** Told before it leaves the list, which takes the focus. */
  onLeave(): void
}

/** One upload: how far it is, and what can be done about it. */
export const UploadRow = memo(function UploadRow({ upload, onLeave }: UploadRowProps) {
  const { t } = useTranslation('uploads')
  const words = useUploadWords()
  const { id, state, size, sent, kind } = upload
  const name = nameOf(upload)
  const Icon = kind === 'folder' && state === 'sending' ? FolderUp : icons[state]
  return (
    <>
      <Icon className={`upload-icon ${state}`} aria-hidden="true" />
      <span className="upload-words">
        <span className="upload-name" title={upload.path.join('/')}>
          {name}
        </span>
        {isUnderWay(upload) && (
          <Progress label={name} isLabelHidden value={size === 0 ? undefined : sent / size} />
        )}
        <span className="upload-state small quiet">{words(upload)}</span>
      </span>
      <span className="upload-actions">
        {(state === 'waiting' || isUnderWay(upload)) && (
          <IconButton
            label={t('pauseName', { name })}
            icon={<Pause aria-hidden="true" />}
            onPress={() => uploads.pause(id)}
          />
        )}
        {(state === 'paused' || state === 'failed') && (
          <IconButton
            label={t(state === 'paused' ? 'resumeName' : 'retryName', { name })}
            icon={state === 'paused' ? <Play aria-hidden="true" /> : <RotateCw aria-hidden="true" />}
            onPress={() => uploads.resume(id)}
          />
        )}
        <IconButton
          label={t(isOver(upload) ? 'removeName' : 'cancelName', { name })}
          icon={<X aria-hidden="true" />}
          onPress={() => {
            onLeave()
            uploads.cancel(id)
          }}
        />
      </span>
    </>
  )
})
