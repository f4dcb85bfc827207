import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../../api/contract.ts'
import { useAction } from '../../api/use-api.ts'
import { endOfDay } from '../../i18n/day.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Button } from '../../kit/button.tsx'
import { FormProblem } from '../../kit/form-problem.tsx'
import { toast } from '../../toast.ts'
import { type Access, accessForLinks, permissionsFor } from '../access.ts'
import { AccessSelect } from '../access-select.tsx'
import { copyText } from '../copy-text.ts'
import { LinkFields, noTerms } from './link-fields.tsx'

interface NewLinkProps {
  readonly entry: FileEntry
  readonly space?: string
  /** What it is called when nobody says so. */
  readonly label: string
  onClose(): void
}

/** Asks what a link allows, and makes it. */
export function NewLink({ entry, space, label, onClose }: NewLinkProps) {
  const { t } = useTranslation('share')
  const { t: inApp } = useTranslation()
  const { timeZone } = useFormat()
  const [access, setAccess] = useState<Access>('view')
  const [terms, setTerms] = useState({ ...noTerms, label })
  const create = useAction('POST /shares', {
    changes: ['GET /shares', 'GET /files'],
    isProblemShown: true,
    onDone: ({ link }) => {
      onClose()
      void copyText(link?.url ?? '').then((isCopied) => {
        toast({ kind: 'done', text: isCopied ? t('linkMadeAndCopied') : t('linkMade') })
      })
    },
  })

  function make(event: SubmitEvent): void {
    event.preventDefault()
    const expiresAt = endOfDay(terms.lastDay, timeZone)
    create.mutate({
      input: {
        path: entry.path,
        ...(space !== undefined && { space }),
        recipientKind: 'link',
        permissions: permissionsFor(access),
        ...(terms.label.trim() !== '' && { label: terms.label.trim() }),
        ...(expiresAt !== null && { expiresAt }),
        ...(terms.maxDownloads !== '' && access !== 'drop' && { maxDownloads: Number(terms.maxDownloads) }),
        ...(terms.hasPassword && { password: terms.password }),
      },
    })
  }

  return (
    <form className="stack new-link" onSubmit={make}>
      <LinkFields
        terms={terms}
        keepsPassword={false}
        isForDrop={access === 'drop'}
        autoFocus
        onChange={setTerms}
      />
      <AccessSelect
        label={t('linkAccess')}
        ways={accessForLinks(entry)}
        value={access}
        onChange={setAccess}
      />
      <FormProblem error={create.error} />
      <div className="row">
        <Button type="submit" kind="primary" isPending={create.isPending}>
          {t('makeLink')}
        </Button>
        <Button onPress={onClose}>{inApp('cancel')}</Button>
      </div>
    </form>
  )
}
