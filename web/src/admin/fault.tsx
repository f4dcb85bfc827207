import { useTranslation } from 'react-i18next'
import { Notice, type NoticeKind } from '../kit/states.tsx'

interface FaultProps {
  readonly kind: NoticeKind
  /** What it is about: the same name may mean another thing there. */
  readonly about: 'peer' | 'mail' | 'system'
  /** As the server names it: what was found, and what to do about it. */
  readonly fault: { readonly slug: string; readonly message: string; readonly remedy: string }
  /** What the other side said, as it said it. */
  readonly said?: string | null
}

/** Something that is wrong, and what to do about it; in the words of the server where there are no others. */
export function Fault({ kind, about, fault: { slug, message, remedy }, said = null }: FaultProps) {
  const { t } = useTranslation(['admin', 'faults'])
  const key = `faults:${about}.${slug}` as 'faults:peer.unencrypted'
  // The server puts what it has seen into brackets at the end.
  const seen = / (\([^()]*\))\.$/.exec(message)?.[1]
  const words = t(`${key}.message`, { defaultValue: '' })
  const title = words === '' ? message : seen === undefined ? words : `${words.slice(0, -1)} ${seen}.`
  return (
    <Notice kind={kind} title={title}>
      <p>{t(`${key}.remedy`, { defaultValue: remedy })}</p>
      {said !== null && <p className="small">{t('serverSaid', { said })}</p>}
    </Notice>
  )
}
