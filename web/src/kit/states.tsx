import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemWords } from '../api/problem-words.ts'
import { Button } from './button.tsx'
import { PageTitle } from './page-title.tsx'
import { Spinner } from './spinner.tsx'
import './states.css'

interface EmptyStateProps {
  readonly icon: ReactNode
  readonly title: string
  /** What it is for, and how to begin. */
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** Whether it is all of the page. Default: a part of it. */
  readonly isPage?: boolean
}

/** Stands where nothing is yet. */
export function EmptyState({ icon, title, children, actions, isPage = false }: EmptyStateProps) {
  return (
    <div className="empty">
      {icon}
      {isPage ? <PageTitle title={title} /> : <h2>{title}</h2>}
      {children !== undefined && <p className="quiet">{children}</p>}
      {actions !== undefined && <div className="row">{actions}</div>}
    </div>
  )
}

/** Stands where something is being fetched. */
export function Loading() {
  const { t } = useTranslation()
  return (
    <div className="loading quiet" role="status">
      <Spinner />
      {t('loading')}
    </div>
  )
}

interface TroubleProps {
  readonly error: unknown
  onRetry?(): void
}

/** Stands where something could not be fetched. */
export function Trouble({ error, onRetry }: TroubleProps) {
  const { t } = useTranslation()
  const words = useProblemWords()
  return (
    <Notice kind="danger" title={t('trouble')}>
      <p>{words(error)}</p>
      {onRetry && (
        <div>
          <Button onPress={onRetry}>{t('retry')}</Button>
        </div>
      )}
    </Notice>
  )
}

export type NoticeKind = 'info' | 'success' | 'warning' | 'danger'

interface NoticeProps {
  readonly kind: NoticeKind
  readonly title?: string
  readonly children?: ReactNode
}

const noticeIcons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert }

/** Something that a person has to know about what is on the page. */
export function Notice({ kind, title, children }: NoticeProps) {
  const Icon = noticeIcons[kind]
  return (
    <div className={`notice ${kind}`} {...(kind === 'danger' && { role: 'alert' })}>
      <Icon aria-hidden="true" />
      <div className="notice-words">
        {title !== undefined && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  )
}

interface BadgeProps {
  readonly kind?: NoticeKind | 'plain'
  readonly icon?: ReactNode
  readonly children: ReactNode
}

/** A few words about the state of a thing. */
export function Badge({ kind = 'plain', icon, children }: BadgeProps) {
  return (
    <span className={`badge ${kind}`}>
      {icon}
      {children}
    </span>
  )
}
