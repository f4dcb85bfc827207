import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SpaceMember } from '../api/contract.ts'
import { useAction, useApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answer } from '../kit/answer.tsx'
import { Button } from '../kit/button.tsx'
import { Select } from '../kit/choice.tsx'
import { ConfirmAction } from '../kit/confirm-action.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { DialogButton } from '../kit/dialog-button.tsx'
import { FormDialog } from '../kit/form.tsx'
import { Card, Page } from '../kit/page.tsx'
import { AccountField } from './account-field.tsx'
import { LeadBack } from './lead-back.tsx'
import { QuotaForm } from './quota-form.tsx'

const roles = ['viewer', 'editor', 'manager'] as const

/** The space of a team: how much it may hold, and who belongs to it. */
export function SpacePage({ item: id }: { readonly item: string }) {
  const { t } = useTranslation(['admin', 'app'])
  const format = useFormat()
  const navigate = useNavigate()
  const space = useApi('GET /spaces/:id', { params: { id } })
  return (
    <Page title={space.data?.name ?? t('space')} actions={<LeadBack to="spaces" />}>
      <Answer of={space}>
        {({ name, used, quota }) => (
          <>
            <Card title={t('storage')} about={t('usedNow', { used: format.size(used) })}>
              <QuotaForm space={id} quota={quota} />
            </Card>
            <Card title={t('members')}>
              <SpaceMembers space={id} />
            </Card>
            <div>
              <ConfirmAction
                kind="danger"
                label={t('deleteSpace')}
                title={t('deleteSpaceTitle', { name })}
                operation="DELETE /spaces/:id"
                ask={{ params: { id }, query: { name } }}
                changes={['GET /spaces']}
                done={t('spaceDeleted', { name })}
                onDone={() => void navigate({ to: '/admin/$page', params: { page: 'spaces' } })}
              >
                {t('deleteSpaceAbout')}
              </ConfirmAction>
            </div>
          </>
        )}
      </Answer>
    </Page>
  )
}

function SpaceMembers({ space: id }: { readonly space: string }) {
  const { t } = useTranslation('admin')
  const members = useApi('GET /spaces/:id/members', { params: { id } })
  return (
    <>
      <Answer of={members}>
        {({ members: rows }) => (
          <DataTable
            label={t('members')}
            empty={t('noMembers')}
            rows={rows}
            keyOf={({ kind, name }) => `${kind}/${name}`}
            columns={[
              { title: t('name'), render: ({ displayName }) => displayName },
              { title: t('kind'), render: ({ kind }) => t(`memberKinds.${kind}`) },
              { title: t('role'), render: (member) => <RoleChoice space={id} member={member} /> },
              {
                title: t('actions'),
                isTitleHidden: true,
                render: (member) => <RemoveMember space={id} member={member} />,
              },
            ]}
          />
        )}
      </Answer>
      <div>
        <DialogButton label={t('addMember')}>
          {(close) => <AddMember space={id} onClose={close} />}
        </DialogButton>
      </div>
    </>
  )
}

interface MemberProps {
  readonly space: string
  readonly member: SpaceMember
}

const changes = ['GET /spaces']

function RoleChoice({ space: id, member: { kind, name, role } }: MemberProps) {
  const { t } = useTranslation(['admin', 'app'])
  const change = useAction('PUT /spaces/:id/members/:kind/:name', { changes, done: t('app:saved') })
  return (
    <Select
      label={t('role')}
      isLabelHidden
      value={role}
      onChange={(chosen) => change.mutate({ params: { id, kind, name }, input: { role: chosen } })}
      choices={roles.map((key) => ({ key, label: t(`roles.${key}`) }))}
    />
  )
}

function RemoveMember({ space: id, member: { kind, name } }: MemberProps) {
  const { t } = useTranslation(['admin', 'app'])
  const remove = useAction('DELETE /spaces/:id/members/:kind/:name', { changes, done: t('memberRemoved') })
  return (
    <span className="row">
      <Button kind="bare" onPress={() => remove.mutate({ params: { id, kind, name } })}>
        {t('app:remove')}
      </Button>
    </span>
  )
}

function AddMember({ space: id, onClose }: { readonly space: string; onClose(): void }) {
  const { t } = useTranslation('admin')
  const [kind, setKind] = useState<SpaceMember['kind']>('user')
  const [role, setRole] = useState<SpaceMember['role']>('editor')
  const add = useAction('PUT /spaces/:id/members/:kind/:name', {
    changes,
    done: t('memberAdded'),
    isProblemShown: true,
    onDone: onClose,
  })
  return (
    <FormDialog
      title={t('addMember')}
      submit={t('add')}
      action={add}
      onClose={onClose}
      onSubmit={({ name = '' }) => add.mutate({ params: { id, kind, name: name.trim() }, input: { role } })}
    >
      <Select
        label={t('kind')}
        value={kind}
        onChange={(chosen) => setKind(chosen)}
        choices={(['user', 'group'] as const).map((key) => ({ key, label: t(`memberKinds.${key}`) }))}
      />
      <AccountField
        kind={kind}
        label={t(kind === 'user' ? 'username' : 'groupName')}
        name="name"
        isRequired
        autoFocus
      />
      <Select
        label={t('role')}
        value={role}
        onChange={(chosen) => setRole(chosen)}
        choices={roles.map((key) => ({ key, label: t(`roles.${key}`), hint: t(`roleHints.${key}`) }))}
      />
    </FormDialog>
  )
}
