import { useTranslation } from 'react-i18next'
import { useAction, useApi } from '../api/use-api.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { RadioChoice } from '../kit/radio-choice.tsx'
import { Loading, Trouble } from '../kit/states.tsx'
import { useFocusKept } from '../kit/use-focus-kept.ts'

interface InboxRulesDialogProps {
  readonly isOpen: boolean
  onClose(): void
}

/** What happens with what others share from now on, and from whom nothing is taken. */
export function InboxRulesDialog({ isOpen, onClose }: InboxRulesDialogProps) {
  const { t } = useTranslation('share')
  return (
    <Dialog title={t('rulesTitle')} isOpen={isOpen} onClose={onClose}>
      <Rules />
      <BlockedSenders />
    </Dialog>
  )
}

function Rules() {
  const { t } = useTranslation('share')
  const { t: inApp } = useTranslation()
  const { data, error, refetch } = useApi('GET /inbox/rules')
  const change = useAction('PATCH /inbox/rules', { changes: ['GET /inbox/rules'], done: inApp('saved') })
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Loading />
  const chosen = { ...data, ...(change.isPending && change.variables.input) }
  return (
    <>
      <RadioChoice
        label={t('rulesLocal')}
        value={chosen.local}
        onChange={(local) => change.mutate({ input: { local } })}
        choices={[
          { key: 'accept', label: t('ruleAccept') },
          { key: 'ask', label: t('ruleAsk') },
        ]}
      />
      <RadioChoice
        label={t('rulesFederated')}
        value={chosen.federated}
        onChange={(federated) => change.mutate({ input: { federated } })}
        choices={[
          { key: 'ask', label: t('ruleAsk') },
          { key: 'accept', label: t('ruleAccept'), hint: t('ruleAcceptHint') },
        ]}
      />
    </>
  )
}

function BlockedSenders() {
  const { t } = useTranslation('share')
  const { data } = useApi('GET /me/blocked-senders')
  const unblock = useAction('DELETE /me/blocked-senders/:address', {
    changes: ['GET /me/blocked-senders'],
    done: t('unblocked'),
  })
  const count = data?.senders.length ?? 0
  const kept = useFocusKept<HTMLDivElement>(count)
  // Also when nobody is left: the focus has to go somewhere when the last one goes.
  return (
    <div ref={kept} tabIndex={-1} className="inbox-blocked">
      {count > 0 && <h3>{t('blockedSenders')}</h3>}
      <ul className="share-rows">
        {data?.senders.map(({ address }) => (
          <li key={address} className="share-row">
            <span className="share-row-words">
              {address.startsWith('@') ? t('everybodyOn', { server: address.slice(1) }) : address}
            </span>
            <Button onPress={() => unblock.mutate({ params: { address } })}>{t('unblock')}</Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
