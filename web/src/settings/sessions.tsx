import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/call.ts'
import type { Session } from '../api/contract.ts'
import { useProblemWords } from '../api/problem-words.ts'
import { renew, useAction, useApi } from '../api/use-api.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answer } from '../kit/answer.tsx'
import { Button } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { Badge } from '../kit/states.tsx'
import { toast } from '../toast.ts'
import { browserOf } from './browser-of.ts'

/** The browsers in which one is signed in. */
export function Sessions() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const sessions = useApi('GET /sessions')
  return (
    <Answer of={sessions}>
      {({ sessions: rows }) => (
        <>
          <DataTable
            label={t('sessions')}
            empty={t('noSessions')}
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              { title: t('browser'), render: ({ userAgent }) => browserOf(userAgent) ?? t('unknownBrowser') },
              { title: t('fromAddress'), render: ({ address }) => address },
              { title: t('lastSeen'), render: ({ seenAt }) => format.relative(seenAt) },
              { title: t('signedIn'), render: ({ createdAt }) => format.dateTime(createdAt) },
              {
                title: t('actions'),
                isTitleHidden: true,
                render: (session) => <SessionEnd session={session} />,
              },
            ]}
          />
          {rows.length > 1 && <EndOthers sessions={rows} />}
        </>
      )}
    </Answer>
  )
}

function SessionEnd({ session: { id, current } }: { readonly session: Session }) {
  const { t } = useTranslation('settings')
  const end = useAction('DELETE /sessions/:id', { changes: ['GET /sessions'], done: t('sessionEnded') })
  if (current) return <Badge kind="success">{t('thisBrowser')}</Badge>
  return (
    <Button kind="bare" isPending={end.isPending} onPress={() => end.mutate({ params: { id } })}>
      {t('endSession')}
    </Button>
  )
}

function EndOthers({ sessions }: { readonly sessions: readonly Session[] }) {
  const { t } = useTranslation('settings')
  const words = useProblemWords()
  const others = sessions.filter(({ current }) => !current)
  const [isPending, setPending] = useState(false)
  async function endAll(): Promise<void> {
    if (isPending) return
    setPending(true)
    try {
      await Promise.all(others.map(async ({ id }) => await call('DELETE /sessions/:id', { params: { id } })))
      toast({ kind: 'done', text: t('othersEnded') })
    } catch (error) {
      toast({ kind: 'problem', text: words(error) })
    }
    await renew('GET /sessions')
    setPending(false)
  }
  return (
    <div>
      <Button isPending={isPending} onPress={() => void endAll()}>
        {t('endOthers', { count: others.length })}
      </Button>
    </div>
  )
}
