import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Share } from '../api/contract.ts'
import { useAction } from '../api/use-api.ts'
import { dayOf, endOfDay, today } from '../i18n/day.ts'
import { useFormat } from '../i18n/use-format.ts'
import { TextField } from '../kit/fields.tsx'
import { FormDialog } from '../kit/form.tsx'

interface TermsDialogProps {
  readonly share: Share
  readonly name: string
  onClose(): void
}

/** Changes until when somebody has access, and the words to them. */
export function TermsDialog({ share, name, onClose }: TermsDialogProps) {
  const { t } = useTranslation('share')
  const { t: inApp } = useTranslation()
  const { timeZone } = useFormat()
  const before = dayOf(share.expiresAt, timeZone)
  const [lastDay, setLastDay] = useState(before)
  const [note, setNote] = useState(share.note ?? '')
  const change = useAction('PATCH /shares/:id', {
    changes: ['GET /shares'],
    done: inApp('saved'),
    isProblemShown: true,
    onDone: onClose,
  })

  function save(): void {
    change.mutate({
      params: { id: share.id },
      input: {
        ...(lastDay !== before && { expiresAt: endOfDay(lastDay, timeZone) }),
        note: note.trim() === '' ? null : note.trim(),
      },
    })
  }

  return (
    <FormDialog
      title={t('termsTitle', { name })}
      submit={inApp('save')}
      action={change}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField
        label={t('lastDay')}
        name="expiresAt"
        type="date"
        value={lastDay}
        onChange={setLastDay}
        min={today(timeZone)}
      />
      <TextField label={t('note')} name="note" rows={3} maxLength={4096} value={note} onChange={setNote} />
    </FormDialog>
  )
}
