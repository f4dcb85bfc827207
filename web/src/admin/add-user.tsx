import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../api/use-api.ts'
import { TextField } from '../kit/fields.tsx'
import { FormDialog } from '../kit/form.tsx'
import { RadioChoice } from '../kit/radio-choice.tsx'
import { Checkbox } from '../kit/switches.tsx'

/** Makes an account for somebody. */
export function AddUser({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['admin', 'app'])
  const [admin, setAdmin] = useState(false)
  const [way, setWay] = useState<'invite' | 'password'>('invite')
  const add = useAction('POST /users', {
    changes: ['GET /users'],
    done: t('userAdded'),
    isProblemShown: true,
    onDone: onClose,
  })
  return (
    <FormDialog
      title={t('addUser')}
      submit={t('add')}
      action={add}
      onClose={onClose}
      onSubmit={({ username = '', displayName = '', email = '', password = '' }) =>
        add.mutate({
          input: {
            username,
            admin,
            ...(way === 'password' && { password }),
            ...(displayName !== '' && { displayName }),
            ...(email !== '' && { email }),
          },
        })
      }
    >
      <TextField label={t('username')} name="username" hint={t('usernameHint')} isRequired autoFocus />
      <TextField label={t('name')} name="displayName" />
      <TextField label={t('email')} name="email" type="email" isRequired={way === 'invite'} />
      <RadioChoice
        label={t('firstPassword')}
        value={way}
        onChange={(chosen) => setWay(chosen)}
        choices={[
          { key: 'invite', label: t('byInvitation'), hint: t('byInvitationHint') },
          { key: 'password', label: t('byPassword'), hint: t('byPasswordHint') },
        ]}
      />
      {way === 'password' && (
        <TextField
          label={t('app:password')}
          name="password"
          type="password"
          autoComplete="new-password"
          hint={t('passwordHint')}
          isRequired
        />
      )}
      <Checkbox isSelected={admin} onChange={setAdmin}>
        {t('makeAdmin')}
      </Checkbox>
    </FormDialog>
  )
}
