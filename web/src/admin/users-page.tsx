import { Link } from '@tanstack/react-router'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { User } from '../api/contract.ts'
import { useListApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answer } from '../kit/answer.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { DialogButton } from '../kit/dialog-button.tsx'
import { Page } from '../kit/page.tsx'
import { SearchField } from '../kit/search-field.tsx'
import { Badge } from '../kit/states.tsx'
import { useSettled } from '../kit/use-settled.ts'
import { AddUser } from './add-user.tsx'
import { usePager } from './use-pager.tsx'

const pageSize = 50

/** Everybody who has an account here. */
export function UsersPage() {
  const { t } = useTranslation(['admin', 'app'])
  const format = useFormat()
  const pager = usePager()
  const [text, setText] = useState('')
  const search = useSettled(text.trim(), 150)
  const users = useListApi('GET /users', {
    query: { limit: pageSize, ...(search !== '' && { search }), ...(pager.mark && { after: pager.mark }) },
  })
  return (
    <Page
      title={t('pages.users')}
      isWide
      actions={
        <DialogButton kind="primary" icon={<UserPlus aria-hidden="true" />} label={t('addUser')}>
          {(close) => <AddUser onClose={close} />}
        </DialogButton>
      }
    >
      <SearchField
        label={t('searchUsers')}
        value={text}
        onChange={(written) => {
          pager.restart()
          setText(written)
        }}
      />
      <Answer of={users}>
        {({ users: rows, next }) => (
          <>
            <DataTable
              label={t('pages.users')}
              empty={t('noUsers')}
              search={users.isPlaceholderData ? undefined : `${search} ${pager.mark}`}
              rows={rows}
              keyOf={({ username }) => username}
              columns={[
                { title: t('name'), render: (user) => <UserLink user={user} /> },
                { title: t('username'), render: ({ username }) => username },
                { title: t('email'), render: ({ email }) => email ?? '–' },
                { title: t('state'), render: (user) => <UserBadges user={user} /> },
                { title: t('since'), render: ({ createdAt }) => format.date(createdAt) },
              ]}
            />
            {pager.buttons(next)}
          </>
        )}
      </Answer>
    </Page>
  )
}

function UserLink({ user: { username, displayName } }: { readonly user: User }) {
  return (
    <Link to="/admin/$page/$item" params={{ page: 'users', item: username }}>
      {displayName}
    </Link>
  )
}

export function UserBadges({ user: { admin, disabled } }: { readonly user: User }) {
  const { t } = useTranslation('admin')
  return (
    <span className="badges">
      {admin && <Badge kind="info">{t('isAdmin')}</Badge>}
      {disabled ? (
        <Badge kind="danger">{t('isDisabled')}</Badge>
      ) : (
        <Badge kind="success">{t('isActive')}</Badge>
      )}
    </span>
  )
}
