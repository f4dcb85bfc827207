import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PeopledSpace } from '../api/contract.ts'
import { useAction, useListApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answer } from '../kit/answer.tsx'
import { Select } from '../kit/choice.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { DialogButton } from '../kit/dialog-button.tsx'
import { TextField } from '../kit/fields.tsx'
import { FormDialog } from '../kit/form.tsx'
import { Page } from '../kit/page.tsx'
import { SearchField } from '../kit/search-field.tsx'
import { usePager } from './use-pager.tsx'

const pageSize = 50

/** The spaces of all teams. */
export function SpacesPage() {
  const { t } = useTranslation(['admin', 'app'])
  const format = useFormat()
  const pager = usePager()
  const [kind, setKind] = useState<'team' | 'personal'>('team')
  const [search, setSearch] = useState('')
  const spaces = useListApi('GET /spaces/all', {
    query: {
      kind,
      limit: pageSize,
      ...(search !== '' && { search }),
      ...(pager.mark && { after: pager.mark }),
    },
  })
  return (
    <Page
      title={t('pages.spaces')}
      isWide
      actions={
        <DialogButton kind="primary" label={t('addSpace')}>
          {(close) => <AddSpace onClose={close} />}
        </DialogButton>
      }
    >
      <p className="quiet">{t('spacesAbout')}</p>
      <Select
        label={t('whose')}
        value={kind}
        onChange={(chosen) => {
          pager.restart()
          setKind(chosen)
        }}
        choices={[
          { key: 'team', label: t('ofTeams') },
          { key: 'personal', label: t('ofPeople') },
        ]}
      />
      <SearchField
        label={t('searchSpaces')}
        value={search}
        onChange={(text) => {
          pager.restart()
          setSearch(text)
        }}
      />
      <Answer of={spaces}>
        {({ spaces: rows, next }) => (
          <>
            <DataTable
              label={t('pages.spaces')}
              empty={t('noSpaces')}
              search={spaces.isPlaceholderData ? undefined : `${kind} ${search} ${pager.mark}`}
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                { title: t('name'), render: (space) => <SpaceLink space={space} /> },
                {
                  title: kind === 'team' ? t('managedBy') : t('username'),
                  render: ({ owner, managers }) =>
                    owner?.name ?? managers.map(({ displayName }) => displayName).join(', '),
                },
                { title: t('used'), render: ({ used }) => format.size(used) },
                {
                  title: t('quota'),
                  render: ({ quota }) => (quota === null ? t('unlimited') : format.size(quota)),
                },
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

function SpaceLink({ space: { id, name, owner } }: { readonly space: PeopledSpace }) {
  if (owner !== null) {
    return (
      <Link to="/admin/$page/$item" params={{ page: 'users', item: owner.name }}>
        {owner.displayName}
      </Link>
    )
  }
  return (
    <Link to="/admin/$page/$item" params={{ page: 'spaces', item: id }}>
      {name}
    </Link>
  )
}

function AddSpace({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('admin')
  const add = useAction('POST /spaces', {
    changes: ['GET /spaces'],
    done: t('spaceAdded'),
    isProblemShown: true,
    onDone: onClose,
  })
  return (
    <FormDialog
      title={t('addSpace')}
      submit={t('add')}
      action={add}
      onClose={onClose}
      onSubmit={({ name = '' }) => add.mutate({ input: { name } })}
    >
      <TextField label={t('name')} name="name" hint={t('spaceNameHint')} isRequired autoFocus />
    </FormDialog>
  )
}
