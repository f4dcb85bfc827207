import { Lock, LockOpen, MailX, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoundRecipient, RecipientServer } from '../../api/contract.ts'
import { useProblemWords } from '../../api/problem-words.ts'
import { fetchWords } from '../../i18n/i18n.ts'
import { Button } from '../../kit/button.tsx'
import { later } from '../../kit/later.tsx'
import { Spinner } from '../../kit/spinner.tsx'
import { nameIn, serverOf } from '../address.ts'
import { mayPass, troubleOf } from './trouble.ts'
import type { RecipientInMind } from './use-recipient.ts'

const ServerFault = later(async () => {
  await fetchWords('faults')
  return (await import('./server-fault.tsx')).ServerFault
})

interface RecipientCardProps {
  readonly recipient: RecipientInMind
  /** Offered where somebody has an e-mail address and no cloud. */
  onLink?(label: string): void
}

/** Says whom the written name means, on which cloud that is, and what stands in the way. */
export function RecipientCard({ recipient, onLink }: RecipientCardProps) {
  return (
    <div className="recipient-card" aria-live="polite">
      <Card recipient={recipient} onLink={onLink} />
    </div>
  )
}

function Card({ recipient: { text, found, isLookingUp, problem }, onLink }: RecipientCardProps): ReactNode {
  const { t } = useTranslation('share')
  const problemWords = useProblemWords()
  if (isLookingUp) {
    const wanted = found?.shareWith ?? text
    const server = serverOf(wanted) || wanted
    return (
      <Line icon={<Spinner />}>
        <p className="quiet">{t('lookingUp', { server })}</p>
      </Line>
    )
  }
  if (problem) return <p className="field-problem">{problemWords(problem)}</p>
  switch (found?.kind) {
    case 'unknown':
      return found.server ? (
        <OtherCloud recipient={found} server={found.server} />
      ) : (
        <Line icon={<SearchX aria-hidden="true" />}>
          <p>{t('unknownRecipient', { name: found.shareWith })}</p>
        </Line>
      )
    case 'email':
      return <EmailAddress address={found.shareWith} onLink={onLink} />
    case 'federated':
      return found.server && <OtherCloud recipient={found} server={found.server} />
    default:
      return null
  }
}

function EmailAddress({ address, onLink }: { address: string; onLink?: (label: string) => void }) {
  const { t } = useTranslation('share')
  return (
    <Line icon={<MailX aria-hidden="true" />}>
      <p>
        <strong>{t('email', { server: serverOf(address) })}</strong>
      </p>
      <p className="small">{t('emailHint')}</p>
      {onLink && (
        <div>
          <Button onPress={() => onLink(address)}>{t('makeLinkFor')}</Button>
        </div>
      )}
    </Line>
  )
}

interface OtherCloudProps {
  readonly recipient: FoundRecipient
  readonly server: RecipientServer
}

function OtherCloud({ recipient: { kind, shareWith }, server }: OtherCloudProps) {
  const { t } = useTranslation('share')
  const trouble = server.fault === null ? undefined : troubleOf(server.fault.slug)
  const { host, name, secure, known, signs, fault } = server
  return (
    <Line
      icon={secure ? <Lock aria-hidden="true" /> : <LockOpen aria-hidden="true" />}
      kind={fault === null ? (secure ? 'good' : 'open') : 'bad'}
    >
      <p>
        <strong>{t('remote', { name: shareWith })}</strong>
      </p>
      <p>{name === null || name === host ? t('onCloud', { host }) : t('onNamedCloud', { name, host })}</p>
      {fault === null ? (
        <p className="small quiet">
          {[
            secure ? t('secure') : t('notSecure'),
            known ? t('knownCloud') : t('newCloud'),
            ...(signs === false ? [t('doesNotSign')] : []),
          ].join(' ')}
        </p>
      ) : (
        <>
          <p>
            {trouble && t(`trouble.${trouble}`, { server: host, name: nameIn(shareWith) })}{' '}
            {kind === 'federated' && trouble && mayPass(trouble) && t('deliveredLater')}
          </p>
          <details className="small">
            <summary>{t('forAdministrators')}</summary>
            <ServerFault fault={fault} />
          </details>
        </>
      )}
    </Line>
  )
}

interface LineProps {
  readonly icon: ReactNode
  /** `open`: it works, and others can read along. */
  readonly kind?: 'good' | 'open' | 'bad'
  readonly children: ReactNode
}

function Line({ icon, kind, children }: LineProps) {
  return (
    <div className={`recipient-line${kind === undefined ? '' : ` ${kind}`}`}>
      {icon}
      <div className="recipient-words">{children}</div>
    </div>
  )
}
