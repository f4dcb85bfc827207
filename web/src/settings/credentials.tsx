import type { UseMutationResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/use-format.ts'
import { ConfirmAction } from '../kit/confirm-action.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { TextField } from '../kit/fields.tsx'
import { Form, type FormValues } from '../kit/form.tsx'
import { ShownOnce } from './shown-once.tsx'

/** What programs sign in with instead of their owner's password; each can be taken back by itself. */
export type CredentialKind = 'appPassword' | 'token'

interface Credential {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
  /** Absent in all of a kind where none ends by itself. */
  readonly expiresAt?: string | null
}

const paths = { appPassword: '/app-passwords', token: '/tokens' } as const

interface CredentialTableProps {
  readonly kind: CredentialKind
  readonly rows: readonly Credential[]
}

/** Those that there are, to be removed. */
export function CredentialTable({ kind, rows }: CredentialTableProps) {
  const { t } = useTranslation(['settings', 'app'])
  const format = useFormat()
  const ends = {
    title: t('ends'),
    render: ({ expiresAt = null }: Credential) => (expiresAt === null ? t('never') : format.end(expiresAt)),
  }
  return (
    <DataTable
      label={t(`credentials.${kind}.title`)}
      empty={t(`credentials.${kind}.none`)}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { title: t('program'), render: ({ name }) => name },
        { title: t('made'), render: ({ createdAt }) => format.date(createdAt) },
        ...(kind === 'token' ? [ends] : []),
        {
          title: t('lastUsed'),
          render: ({ lastUsedAt }) => (lastUsedAt === null ? t('never') : format.relative(lastUsedAt)),
        },
        {
          title: t('actions'),
          isTitleHidden: true,
          render: ({ id, name }) => (
            <span className="row">
              <ConfirmAction
                label={t('app:remove')}
                title={t(kind === 'token' ? 'removeTokenTitle' : 'removeAppPasswordTitle', { name })}
                operation={`DELETE ${paths[kind]}/:id`}
                ask={{ params: { id } }}
                changes={[`GET ${paths[kind]}`]}
                done={t(`credentials.${kind}.removed`, { name })}
              >
                {t(`credentials.${kind}.removeAbout`)}
              </ConfirmAction>
            </span>
          ),
        },
      ]}
    />
  )
}

interface CredentialDialogProps {
  readonly kind: CredentialKind
  /** What makes it, with what was entered. */
  readonly action: Pick<UseMutationResult<never, unknown, never>, 'isPending' | 'error'>
  onMake(values: FormValues): void
  /** What is asked for beside its name. */
  readonly fields?: ReactNode
  /** The new one, once it is made, and the secret as it is shown. */
  readonly made: { readonly name: string; readonly shown: ReactNode } | undefined
  onClose(): void
}

/** Makes one and shows its secret: in one dialog, so that the focus goes back to the button that opened it. */
export function CredentialDialog({ kind, action, onMake, fields, made, onClose }: CredentialDialogProps) {
  const { t } = useTranslation('settings')
  return (
    <Dialog
      title={
        made
          ? t(kind === 'token' ? 'tokenMade' : 'appPasswordMade', { name: made.name })
          : t(kind === 'token' ? 'addToken' : 'addAppPassword')
      }
      isOpen
      isSticky={made !== undefined}
      onClose={onClose}
    >
      {made ? (
        <ShownOnce onClose={onClose}>{made.shown}</ShownOnce>
      ) : (
        <Form submit={t('make')} action={action} onCancel={onClose} onSubmit={onMake}>
          <TextField
            label={t('program')}
            name="name"
            hint={t('programHint')}
            maxLength={100}
            isRequired
            autoFocus
          />
          {fields}
        </Form>
      )}
    </Dialog>
  )
}
