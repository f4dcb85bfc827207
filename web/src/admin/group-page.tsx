import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAction, useApi } from '../api/use-api.ts'
import { Answer } from '../kit/answer.tsx'
import { Button } from '../kit/button.tsx'
import { ConfirmAction } from '../kit/confirm-action.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { TextField } from '../kit/fields.tsx'
import { Form } from '../kit/form.tsx'
import { Card, Page } from '../kit/page.tsx'
import { AccountField } from './account-field.tsx'
import { LeadBack } from './lead-back.tsx'
import { RightsEditor } from './rights-editor.tsx'
import { usePager } from './use-pager.tsx'

const pageSize = 50

/** A group: its name, who is in it, what its members may do. */
export function GroupPage({ item: name }: { readonly item: string }) {
  const { t } = useTranslation(['admin', 'app'])
  const navigate = useNavigate()
  const group = useApi('GET /groups/:name', { params: { name } })
  const rename = useAction('PATCH /groups/:name', {
    changes: ['GET /groups'],
    done: t('app:saved'),
    isProblemShown: true,
  })
  return (
    <Page title={group.data?.displayName ?? name} actions={<LeadBack to="groups" />}>
      <Answer of={group}>
        {(data) => (
          <Card>
            <Form
              submit={t('app:save')}
              action={rename}
              onSubmit={({ displayName = '' }) => rename.mutate({ params: { name }, input: { displayName } })}
            >
              <TextField label={t('name')} name="displayName" defaultValue={data.displayName} isRequired />
            </Form>
          </Card>
        )}
      </Answer>
      <Card title={t('members')}>
        <Members name={name} />
      </Card>
      <Card title={t('rights')} about={t('rightsOfGroup')}>
        <RightsEditor of="groups" name={name} />
      </Card>
      <div>
        <ConfirmAction
          kind="danger"
          label={t('deleteGroup')}
          title={t('deleteGroupTitle', { name })}
          operation="DELETE /groups/:name"
          ask={{ params: { name } }}
          changes={['GET /groups']}
          done={t('groupDeleted', { name })}
          onDone={() => void navigate({ to: '/admin/$page', params: { page: 'groups' } })}
        >
          {t('deleteGroupAbout')}
        </ConfirmAction>
      </div>
    </Page>
  )
}

function Members({ name }: { readonly name: string }) {
  const { t } = useTranslation(['admin', 'app'])
  const pager = usePager()
  const members = useApi('GET /groups/:name/members', {
    params: { name },
    query: { limit: pageSize, ...(pager.mark && { after: pager.mark }) },
  })
  const changes = ['GET /groups/:name/members']
  const add = useAction('PUT /groups/:name/members/:user', {
    changes,
    done: t('memberAdded'),
    isProblemShown: true,
  })
  const remove = useAction('DELETE /groups/:name/members/:user', { changes, done: t('memberRemoved') })
  return (
    <>
      <Answer of={members}>
        {({ members: rows, next }) => (
          <>
            <DataTable
              label={t('members')}
              empty={t('noMembers')}
              rows={rows}
              keyOf={({ username }) => username}
              columns={[
                { title: t('name'), render: ({ displayName }) => displayName },
                { title: t('username'), render: ({ username }) => username },
                {
                  title: t('actions'),
                  isTitleHidden: true,
                  render: ({ username: user }) => (
                    <span className="row">
                      <Button kind="bare" onPress={() => remove.mutate({ params: { name, user } })}>
                        {t('app:remove')}
                      </Button>
                    </span>
                  ),
                },
              ]}
            />
            {pager.buttons(next)}
          </>
        )}
      </Answer>
      <Form
        submit={t('addMember')}
        action={add}
        onSubmit={({ user = '' }, form) =>
          add.mutate({ params: { name, user: user.trim() } }, { onSuccess: () => form.reset() })
        }
      >
        <AccountField label={t('username')} name="user" isRequired />
      </Form>
    </>
  )
}
