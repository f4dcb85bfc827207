import { type SubmitEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileEntry, FoundRecipient } from '../api/contract.ts'
import { useAction } from '../api/use-api.ts'
import { endOfDay, today } from '../i18n/day.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/fields.tsx'
import { FormProblem } from '../kit/form-problem.tsx'
import { toast } from '../toast.ts'
import { type Access, accessForPeople, permissionsFor } from './access.ts'
import { AccessSelect } from './access-select.tsx'
import { RecipientCard } from './recipient/recipient-card.tsx'
import { RecipientField } from './recipient/recipient-field.tsx'
import { mayPass, troubleOf } from './recipient/trouble.ts'
import { useRecipient } from './recipient/use-recipient.ts'

interface ShareFormProps {
  readonly entry: FileEntry
  readonly space?: string
  /** Offers a public link to whoever has no cloud; absent when this person may make none. */
  onLink?(label: string): void
}

/** Asks with whom to share, and how; the end and the note only when somebody is there to share with. */
export function ShareForm({ entry, space, onLink }: ShareFormProps) {
  const { t } = useTranslation('share')
  const { timeZone } = useFormat()
  const recipient = useRecipient()
  const field = useRef<HTMLInputElement>(null)
  const [access, setAccess] = useState<Access>('view')
  const [lastDay, setLastDay] = useState('')
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<unknown>()
  const create = useAction('POST /shares', { changes: ['GET /shares', 'GET /files'], isProblemShown: true })
  const [isResolving, setResolving] = useState(false)
  const { found } = recipient
  const isHidden = recipient.text.trim() === ''

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (isHidden || create.isPending || isResolving) return
    setProblem(undefined)
    setResolving(true)
    try {
      const meant = found ?? (await recipient.resolve())
      // What is only found now is shown first, when there is something to know about it.
      if (isReachable(meant) || (meant === found && mayShare(meant))) await share(meant)
    } catch (error) {
      setProblem(error)
    }
    setResolving(false)
  }

  async function share(meant: FoundRecipient): Promise<void> {
    const expiresAt = endOfDay(lastDay, timeZone)
    await create.mutateAsync({
      input: {
        path: entry.path,
        ...(space !== undefined && { space }),
        shareWith: meant.shareWith,
        recipientKind: meant.kind === 'group' ? 'group' : 'user',
        permissions: permissionsFor(access),
        ...(expiresAt !== null && { expiresAt }),
        ...(note.trim() !== '' && { note: note.trim() }),
      },
    })
    toast({ kind: 'done', text: t('shared', { thing: entry.name, name: meant.displayName }) })
    recipient.write('')
    setNote('')
    setLastDay('')
    field.current?.focus()
  }

  return (
    <form className="share-form" onSubmit={(event) => void submit(event)}>
      <RecipientField ref={field} recipient={recipient} />
      {!isHidden && (
        <>
          <RecipientCard recipient={recipient} onLink={onLink} />
          <div className="share-terms">
            <AccessSelect
              label={t('accessLabel')}
              ways={accessForPeople(entry)}
              value={access}
              onChange={setAccess}
            />
            <TextField
              label={t('lastDay')}
              type="date"
              value={lastDay}
              onChange={setLastDay}
              min={today(timeZone)}
            />
            <TextField label={t('note')} rows={2} maxLength={4096} value={note} onChange={setNote} />
          </div>
          <FormProblem error={problem} />
          <div className="row">
            <Button
              type="submit"
              kind="primary"
              isPending={create.isPending || isResolving}
              isDisabled={found !== undefined && !mayShare(found)}
            >
              {found !== undefined && mayShare(found) && !isReachable(found) ? t('shareAnyway') : t('share')}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}

/** Whether nothing is known that stands in the way. */
function isReachable({ kind, server }: FoundRecipient): boolean {
  return kind === 'user' || kind === 'group' || (kind === 'federated' && (server?.fault ?? null) === null)
}

/** Whether it can be shared now, though it may only arrive later. */
function mayShare(found: FoundRecipient): boolean {
  const fault = found.server?.fault ?? null
  return (
    isReachable(found) || (found.kind === 'federated' && fault !== null && mayPass(troubleOf(fault.slug)))
  )
}
