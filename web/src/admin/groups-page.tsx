import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Group } from '../api/contract.ts'
import { useAction, useListApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answer } from '../kit/answer.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { DialogButton } from '../kit/dialog-button.tsx'
import { TextField } from '../kit/fields.tsx'
import { FormDialog } from '../kit/form.tsx'
import { Page } from '../kit/page.tsx'
import { SearchField } from '../kit/search-field.tsx'
import { useSettled } from '../kit/use-settled.ts'
import { usePager } from './use-pager.tsx'

const pageSize = 50

/** The groups of people here. */
export function GroupsPage() {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const pager = usePager()
  const [text, setText] = useState('')
  const search = useSettled(text.trim(), 150)
  const groups = useListApi('GET /groups', {
    query: { limit: pageSize, ...(search !== '' && { search }), ...(pager.mark && { after: pager.mark }) },
  })
  return (
    <Page
      title={t('pages.groups')}
      isWide
      actions={
        <DialogButton kind="primary" icon={<Plus aria-hidden="true" />} label={t('addGroup')}>
          {(close) => <AddGroup onClose={close} />}
        </DialogButton>
      }
    >
      <SearchField
        label={t('searchGroups')}
        value={text}
        onChange={(written) => {
          pager.restart()
          setText(written)
        }}
      />
      <Answer of={groups}>
        {({ groups: rows, next }) => (
          <>
            <DataTable
              label={t('pages.groups')}
              empty={t('noGroups')}
              search={groups.isPlaceholderData ? undefined : `${search} ${pager.mark}`}
              rows={rows}
              keyOf={({ name }) => name}
              columns={[
                { title: t('group'), render: (group) => <GroupLink group={group} /> },
                { title: t('groupName'), render: ({ name }) => name },
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

function GroupLink({ group: { name, displayName } }: { readonly group: Group }) {
  return (
    <Link to="/admin/$page/$item" params={{ page: 'groups', item: name }}>
      {displayName}
    </Link>
  )
}

function AddGroup({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('admin')
  const add = useAction('POST /groups', {
    changes: ['GET /groups'],
    done: t('groupAdded'),
    isProblemShown: true,
    onDone: onClose,
  })
  return (
    <FormDialog
      title={t('addGroup')}
      submit={t('add')}
      action={add}
      onClose={onClose}
      onSubmit={({ name = '', displayName = '' }) =>
        add.mutate({ input: { name, ...(displayName !== '' && { displayName }) } })
      }
    >
      <TextField label={t('groupName')} name="name" hint={t('groupNameHint')} isRequired autoFocus />
      <TextField label={t('name')} name="displayName" />
    </FormDialog>
  )
}
