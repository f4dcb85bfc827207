import { useTranslation } from 'react-i18next'
import { useAction, useApi } from '../api/use-api.ts'
import { Answer } from '../kit/answer.tsx'
import { Button } from '../kit/button.tsx'
import { Select } from '../kit/choice.tsx'
import { DataTable } from '../kit/data-table.tsx'

const changes = ['GET /users', 'GET /groups']

/** As many groups as can be chosen from in one list. */
const mostGroups = 1000

/** The groups that somebody belongs to, and those that there are besides. */
export function UserGroups({ name: user }: { readonly name: string }) {
  const { t } = useTranslation(['admin', 'app'])
  const own = useApi('GET /users/:name/groups', { params: { name: user } })
  const all = useApi('GET /groups', { query: { limit: mostGroups } })
  const join = useAction('PUT /groups/:name/members/:user', { changes, done: t('memberAdded') })
  const leave = useAction('DELETE /groups/:name/members/:user', { changes, done: t('memberRemoved') })
  return (
    <Answer of={own}>
      {({ groups }) => {
        const joined = new Set(groups.map(({ name }) => name))
        const others = all.data?.groups.filter(({ name }) => !joined.has(name)) ?? []
        return (
          <>
            <DataTable
              label={t('pages.groups')}
              empty={t('inNoGroup')}
              rows={groups}
              keyOf={({ name }) => name}
              columns={[
                { title: t('group'), render: ({ displayName }) => displayName },
                {
                  title: t('actions'),
                  isTitleHidden: true,
                  render: ({ name }) => (
                    <span className="row">
                      <Button kind="bare" onPress={() => leave.mutate({ params: { name, user } })}>
                        {t('app:remove')}
                      </Button>
                    </span>
                  ),
                },
              ]}
            />
            {others.length > 0 && (
              <Select<string>
                label={t('joinGroup')}
                value=""
                onChange={(name) => join.mutate({ params: { name, user } })}
                choices={others.map(({ name, displayName }) => ({ key: name, label: displayName }))}
              />
            )}
          </>
        )
      }}
    </Answer>
  )
}
