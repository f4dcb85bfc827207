import { useTranslation } from 'react-i18next'
import { isProblem } from '../api/call.ts'
import { useProblemWords } from '../api/problem-words.ts'
import { useFormat } from '../i18n/use-format.ts'
import { UnreadableFile } from './send-file.ts'
import { timeLeft } from './time-left.ts'
import type { Upload } from './upload.ts'

/** What there is to say about an upload, in a line. */
export function useUploadWords(): (upload: Upload) => string {
  const { t, i18n } = useTranslation('uploads')
  const format = useFormat()
  const problemWords = useProblemWords()

  function onItsWay({ sent, size, speed }: Upload): string {
    if (size > 0 && sent === size) return t('finishing')
    const time = timeLeft(size - sent, speed, i18n.language)
    return [
      sent === 0 ? t('beginning') : t('sentOf', { sent: format.size(sent), size: format.size(size) }),
      ...(speed > 0 ? [t('atSpeed', { speed: format.size(speed) })] : []),
      ...(time === undefined ? [] : [t('timeLeft', { time })]),
    ].join(' · ')
  }

  function whyFailed({ problem }: Upload): string {
    if (problem instanceof UnreadableFile) return t('unreadable')
    if (isProblem(problem, 'node-not-found')) return t('folderGone')
    if (isProblem(problem, 'validation-failed')) return t('nameRefused', { reason: problemWords(problem) })
    return problemWords(problem)
  }

  return (upload) => {
    const percent = format.percent(upload.size === 0 ? 0 : upload.sent / upload.size)
    switch (upload.state) {
      case 'sending':
        return onItsWay(upload)
      case 'failed':
        return whyFailed(upload)
      case 'conflict':
        return t('taken')
      case 'paused':
        return t('pausedAt', { percent })
      case 'file-missing':
        return t('interruptedAt', { percent })
      case 'done':
        return t(upload.kind === 'folder' ? 'folderDone' : 'done')
      case 'waiting':
      case 'offline':
      case 'skipped':
        return t(upload.state)
    }
  }
}
