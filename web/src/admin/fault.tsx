import { useTranslation } from 'react-i18next'
import { Notice, type NoticeKind } from '../kit/states.tsx'

interface FaultProps {
  readonly kind: NoticeKind
  /** As the server names it: what was found, and what to do about it. */
  readonly fault: { readonly slug: string; readonly message: string; readonly remedy: string }
  /** What the other side said, as it said it. */
  readonly said?: string | null
}

/** Something that is wrong, and what to do about it. */
export function Fault({ kind, fault: { message, remedy }, said = null }: FaultProps) {
  const { t } = useTranslation('admin')
  return (
    <Notice kind={kind} title={message}>
      <p>{remedy}</p>
      {said !== null && <p className="small">{t('serverSaid', { said })}</p>}
    </Notice>
  )
}
