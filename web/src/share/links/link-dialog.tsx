import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Share } from '../../api/contract.ts'
import { useAction } from '../../api/use-api.ts'
import { endOfDay } from '../../i18n/day.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { FormDialog } from '../../kit/form.tsx'
import { accessOf } from '../access.ts'
import { LinkFields, termsOf } from './link-fields.tsx'

interface LinkDialogProps {
  readonly share: Share
  onClose(): void
}

/** Changes a link: what it is called, its end, its limit, its password. */
export function LinkDialog({ share, onClose }: LinkDialogProps) {
  const { t } = useTranslation('share')
  const { t: inApp } = useTranslation()
  const { timeZone } = useFormat()
  const before = termsOf(share, timeZone)
  const [terms, setTerms] = useState(before)
  const change = useAction('PATCH /shares/:id', {
    changes: ['GET /shares'],
    done: inApp('saved'),
    isProblemShown: true,
    onDone: onClose,
  })

  function save(): void {
    const isPasswordNew = terms.hasPassword && terms.password !== ''
    change.mutate({
      params: { id: share.id },
      input: {
        label: terms.label.trim() === '' ? null : terms.label.trim(),
        ...(terms.lastDay !== before.lastDay && { expiresAt: endOfDay(terms.lastDay, timeZone) }),
        ...(terms.maxDownloads !== before.maxDownloads && {
          maxDownloads: terms.maxDownloads === '' ? null : Number(terms.maxDownloads),
        }),
        ...(isPasswordNew && { password: terms.password }),
        ...(before.hasPassword && !terms.hasPassword && { password: null }),
      },
    })
  }

  return (
    <FormDialog
      title={t('changeLink')}
      submit={inApp('save')}
      action={change}
      onSubmit={save}
      onClose={onClose}
    >
      <LinkFields
        terms={terms}
        keepsPassword={before.hasPassword}
        isForDrop={accessOf(share.permissions) === 'drop'}
        onChange={setTerms}
      />
    </FormDialog>
  )
}
