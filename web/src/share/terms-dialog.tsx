import { type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Share } from '../api/contract.ts'
import { useAction } from '../api/use-api.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { TextField } from '../kit/fields.tsx'
import { FormProblem } from '../kit/form-problem.tsx'
import { dayOf, endOfDay, today } from './end-of-day.ts'

interface TermsDialogProps {
  readonly share: Share
  readonly name: string
  onClose(): void
}

/** Changes until when somebody has access, and the words to them. */
export function TermsDialog({ share, name, onClose }: TermsDialogProps) {
  const { t } = useTranslation('share')
  const { t: inApp } = useTranslation()
  const form = useId()
  const [lastDay, setLastDay] = useState(dayOf(share.expiresAt))
  const [note, setNote] = useState(share.note ?? '')
  const change = useAction('PATCH /shares/:id', {
    changes: ['GET /shares'],
    done: inApp('saved'),
    isProblemShown: true,
    onDone: onClose,
  })

  function save(event: SubmitEvent): void {
    event.preventDefault()
    change.mutate({
      params: { id: share.id },
      input: {
        ...(lastDay !== dayOf(share.expiresAt) && { expiresAt: endOfDay(lastDay) }),
        note: note.trim() === '' ? null : note.trim(),
      },
    })
  }

  return (
    <Dialog
      title={t('termsTitle', { name })}
      isOpen
      onClose={onClose}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{inApp('cancel')}</Button>
          <Button type="submit" form={form} kind="primary" isPending={change.isPending}>
            {inApp('save')}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={save}>
        <TextField label={t('lastDay')} type="date" value={lastDay} onChange={setLastDay} min={today()} />
        <TextField label={t('note')} rows={3} maxLength={4096} value={note} onChange={setNote} />
        <FormProblem error={change.error} />
      </form>
    </Dialog>
  )
}
