import { ChevronDown, ChevronUp, Pause, Play, RotateCw, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/use-format.ts'
import { IconButton } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/dialog.tsx'
import { Progress } from '../kit/progress.tsx'
import { useSaid } from '../kit/say.ts'
import { ConflictQuestion } from './conflict-question.tsx'
import { ElsewhereNotice } from './elsewhere-notice.tsx'
import { isNoRoom } from './full-batches.ts'
import { InterruptedNotice } from './interrupted-notice.tsx'
import { keepDropsFromLeaving } from './keep-drops-from-leaving.ts'
import { NoRoomNotice } from './no-room-notice.tsx'
import { restoreUploads } from './restore-uploads.ts'
import { timeLeft } from './time-left.ts'
import { countMoving, countTroubled } from './totals.ts'
import { UploadList } from './upload-list.tsx'
import { uploads, useUploads } from './uploads.ts'
import './uploads-panel.css'

/** At the foot of every page, for as long as there are uploads: how far they are, and what they need. */
export function UploadsPanel() {
  const { totals } = useUploads()
  const { state, kind } = useSummary()
  useSaid(totals.count > 0 ? state : undefined, { occasion: kind === 'moving' ? kind : state })
  useEffect(() => {
    void restoreUploads()
    return keepDropsFromLeaving()
  }, [])
  return (
    <>
      {totals.count > 0 && <Panel />}
      <ElsewhereNotice />
    </>
  )
}

function Panel() {
  const { t } = useTranslation(['uploads', 'app'])
  const view = useUploads()
  const [isOpen, setOpen] = useState(true)
  const [isCancelling, setCancelling] = useState(false)
  const words = useSummary()
  const { states, count } = view.totals
  const isOver = states.done + states.skipped === count
  return (
    <section className="uploads" aria-label={t('title')}>
      <header className="uploads-head">
        <div className="uploads-summary">
          <h2>{words.state}</h2>
          {words.progress !== undefined && (
            <Progress label={words.progress} value={words.share} isLabelHidden />
          )}
          <p className="small quiet">{words.progress}</p>
        </div>
        {states.failed > 1 && (
          <IconButton
            label={t('retryAll')}
            icon={<RotateCw aria-hidden="true" />}
            onPress={() => uploads.retryAll()}
          />
        )}
        {states.paused > 0 && (
          <IconButton
            label={t('resumeAll')}
            icon={<Play aria-hidden="true" />}
            onPress={() => uploads.resumeAll()}
          />
        )}
        {countMoving(view.totals) > 0 && (
          <IconButton
            label={t('pauseAll')}
            icon={<Pause aria-hidden="true" />}
            onPress={() => uploads.pauseAll()}
          />
        )}
        <IconButton
          label={t(isOpen ? 'collapse' : 'expand')}
          icon={isOpen ? <ChevronDown aria-hidden="true" /> : <ChevronUp aria-hidden="true" />}
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
        />
        <IconButton
          label={isOver ? t('app:close') : t('cancelAll')}
          icon={<X aria-hidden="true" />}
          onPress={() => (isOver ? uploads.clear() : setCancelling(true))}
        />
      </header>
      <Questions />
      {isOpen && <UploadList uploads={view.uploads} />}
      <ConfirmDialog
        title={t('cancelAllTitle')}
        isOpen={isCancelling}
        confirm={t('cancelAll')}
        isDangerous
        onConfirm={() => {
          setCancelling(false)
          uploads.cancelAll()
          uploads.clear()
        }}
        onClose={() => setCancelling(false)}
      >
        {t('cancelAllWords')}
      </ConfirmDialog>
    </section>
  )
}

/** What the person has to decide, one thing at a time. */
function Questions() {
  const view = useUploads()
  const { states } = view.totals
  const conflict = states.conflict > 0 ? view.uploads.find(({ state }) => state === 'conflict') : undefined
  const interrupted =
    states['file-missing'] > 0 ? view.uploads.filter(({ state }) => state === 'file-missing') : []
  const roomless =
    states.failed > 0
      ? view.uploads.filter(({ state, problem }) => state === 'failed' && isNoRoom(problem))
      : []
  if (conflict === undefined && interrupted.length === 0 && roomless.length === 0) return null
  const isSameBatch = ({ batch, id }: { batch: string; id: string }) =>
    batch === conflict?.batch && id !== conflict.id
  return (
    <div className="uploads-questions">
      {conflict && (
        <ConflictQuestion
          key={conflict.id}
          upload={conflict}
          hasOthers={view.uploads.some((other) => isSameBatch(other) && other.state !== 'done')}
        />
      )}
      {roomless.length > 0 && <NoRoomNotice refused={roomless} />}
      {interrupted.length > 0 && <InterruptedNotice interrupted={interrupted} />}
    </div>
  )
}

/** How all of them together are, in words. */
function useSummary() {
  const { t, i18n } = useTranslation('uploads')
  const format = useFormat()
  const { totals, speed } = useUploads()
  const { states, count, size, sent } = totals
  const moving = countMoving(totals)
  const troubled = countTroubled(totals)
  if (moving > 0) {
    const share = size === 0 ? states.done / count : sent / size
    const done = states.done + states.skipped
    const time = timeLeft(size - sent, speed, i18n.language)
    const progress = t('overall', {
      done,
      count,
      percent: format.percent(share),
    })
    return {
      kind: 'moving',
      state: t('moving', { count }),
      share,
      progress: time === undefined ? progress : `${progress} · ${t('timeLeft', { time })}`,
    }
  }
  if (troubled > 0) return { kind: 'troubled', state: t('troubled', { count: troubled }) }
  if (states.paused > 0) return { kind: 'paused', state: t('paused', { count: states.paused }) }
  return { kind: 'over', state: states.done === 0 ? t('nothing') : t('finished', { count: states.done }) }
}
