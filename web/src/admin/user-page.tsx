import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { User } from '../api/contract.ts'
import { useAction, useApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answer } from '../kit/answer.tsx'
import { Button } from '../kit/button.tsx'
import { DialogButton } from '../kit/dialog-button.tsx'
import { TextField } from '../kit/fields.tsx'
import { Form, FormDialog } from '../kit/form.tsx'
import { Card, Page } from '../kit/page.tsx'
import { Checkbox } from '../kit/switches.tsx'
import { AccountField } from './account-field.tsx'
import { LeadBack } from './lead-back.tsx'
import { QuotaForm } from './quota-form.tsx'
import { RightsEditor } from './rights-editor.tsx'
import { UserGroups } from './user-groups.tsx'
import { UserBadges } from './users-page.tsx'

const changes = ['GET /users']

/** Somebody who has an account here. */
export function UserPage({ item: name }: { readonly item: string }) {
  const { t } = useTranslation('admin')
  const user = useApi('GET /users/:name', { params: { name } })
  return (
    <Page title={user.data?.displayName ?? name} actions={<LeadBack to="users" />}>
      <Answer of={user}>
        {(data) => (
          <>
            <UserFacts user={data} />
            <Card title={t('pages.groups')}>
              <UserGroups name={name} />
            </Card>
            <Card title={t('rights')} about={t('rightsOfUser')}>
              <RightsEditor of="users" name={name} />
            </Card>
            <Card title={t('storage')}>
              <OwnSpace name={name} />
            </Card>
            <Card title={t('account')}>
              <AccountActions user={data} />
            </Card>
          </>
        )}
      </Answer>
    </Page>
  )
}

function UserFacts({ user }: { readonly user: User }) {
  const { t } = useTranslation(['admin', 'app'])
  const format = useFormat()
  const [admin, setAdmin] = useState(user.admin)
  const change = useAction('PATCH /users/:name', { changes, done: t('app:saved'), isProblemShown: true })
  return (
    <Card>
      <p className="row">
        <UserBadges user={user} />
        <span className="quiet">
          {t('userSince', { name: user.username, date: format.date(user.createdAt) })}
        </span>
      </p>
      <Form
        submit={t('app:save')}
        action={change}
        onSubmit={({ displayName = '', email = '' }) =>
          change.mutate({
            params: { name: user.username },
            input: { displayName, email: email === '' ? null : email, admin },
          })
        }
      >
        <TextField label={t('name')} name="displayName" defaultValue={user.displayName} isRequired />
        <TextField
          label={t('email')}
          name="email"
          type="email"
          defaultValue={user.email ?? ''}
          hint={t('emailHint')}
        />
        <Checkbox isSelected={admin} onChange={setAdmin}>
          {t('makeAdmin')}
        </Checkbox>
      </Form>
    </Card>
  )
}

/** How much somebody’s own files may take. */
function OwnSpace({ name }: { readonly name: string }) {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const spaces = useApi('GET /spaces/all', { query: { owner: name } })
  return (
    <Answer of={spaces}>
      {({ spaces: [own] }) =>
        own === undefined ? (
          <p className="quiet">{t('noFilesYet')}</p>
        ) : (
          <>
            <p className="quiet">{t('usedNow', { used: format.size(own.used) })}</p>
            <QuotaForm space={own.id} quota={own.quota} />
          </>
        )
      }
    </Answer>
  )
}

function AccountActions({ user: { username, disabled } }: { readonly user: User }) {
  const { t } = useTranslation(['admin', 'app'])
  const disable = useAction('POST /users/:name/disable', { changes, done: t('userDisabled') })
  const enable = useAction('POST /users/:name/enable', { changes, done: t('userEnabled') })
  const invite = useAction('POST /users/:name/invitation', { done: t('invited') })
  const params = { name: username }
  return (
    <>
      <p className="quiet">{t('disableAbout')}</p>
      <div className="row">
        {disabled ? (
          <Button isPending={enable.isPending} onPress={() => enable.mutate({ params })}>
            {t('enable')}
          </Button>
        ) : (
          <Button isPending={disable.isPending} onPress={() => disable.mutate({ params })}>
            {t('disable')}
          </Button>
        )}
        <Button isPending={invite.isPending} onPress={() => invite.mutate({ params })}>
          {t('invite')}
        </Button>
        <DialogButton label={t('newPassword')}>
          {(close) => <NewPassword name={username} onClose={close} />}
        </DialogButton>
        <DialogButton label={t('deleteUser')} kind="danger">
          {(close) => <DeleteUser name={username} onClose={close} />}
        </DialogButton>
      </div>
    </>
  )
}

interface NamedDialogProps {
  readonly name: string
  onClose(): void
}

function NewPassword({ name, onClose }: NamedDialogProps) {
  const { t } = useTranslation(['admin', 'app'])
  const set = useAction('POST /users/:name/password', {
    done: t('passwordSet'),
    isProblemShown: true,
    onDone: onClose,
  })
  return (
    <FormDialog
      title={t('newPassword')}
      submit={t('app:save')}
      action={set}
      onClose={onClose}
      onSubmit={({ password = '' }) => set.mutate({ params: { name }, input: { password } })}
    >
      <p>{t('newPasswordAbout')}</p>
      <TextField
        label={t('app:password')}
        name="password"
        type="password"
        autoComplete="new-password"
        hint={t('passwordHint')}
        isRequired
        autoFocus
      />
    </FormDialog>
  )
}

function DeleteUser({ name, onClose }: NamedDialogProps) {
  const { t } = useTranslation(['admin', 'app'])
  const navigate = useNavigate()
  const remove = useAction('DELETE /users/:name', {
    changes,
    done: t('userDeleted', { name }),
    isProblemShown: true,
    onDone: () => {
      onClose()
      void navigate({ to: '/admin/$page', params: { page: 'users' } })
    },
  })
  return (
    <FormDialog
      title={t('deleteUserTitle', { name })}
      submit={t('app:delete')}
      action={remove}
      isDangerous
      onClose={onClose}
      onSubmit={({ handOverTo = '' }) =>
        remove.mutate({ params: { name }, query: handOverTo === '' ? {} : { handOverTo } })
      }
    >
      <p>{t('deleteUserAbout')}</p>
      <AccountField label={t('handOverTo')} name="handOverTo" hint={t('handOverHint')} besides={name} />
    </FormDialog>
  )
}
