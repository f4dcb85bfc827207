import { Link } from '@tanstack/react-router'
import { Files, Inbox, Send, Settings, ShieldCheck, Trash2, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api/use-api.ts'
import { SpaceDrop } from '../files/space-drop.tsx'
import { useFormat } from '../i18n/use-format.ts'
import { Meter } from '../kit/progress.tsx'

interface MainMenuProps {
  /** Told when somebody has chosen where to go. */
  onChoose?(): void
}

/** Where one can go. */
export function MainMenu({ onChoose = () => undefined }: MainMenuProps) {
  const { t } = useTranslation()
  const { data: me } = useApi('GET /me')
  const { data: inbox } = useApi('GET /inbox', { query: { state: 'pending', limit: 1 } })
  const { data: spaces } = useApi('GET /spaces')
  const teams = spaces?.spaces.filter(({ kind }) => kind === 'team') ?? []
  return (
    <div className="main-menu">
      <SpaceDrop>
        <Place to="/files" icon={<Files />} label={t('files')} onChoose={onChoose} />
      </SpaceDrop>
      <Place
        to="/shared/with-me"
        icon={<Inbox />}
        label={t('sharedWithMe')}
        onChoose={onChoose}
        count={inbox?.pending ?? 0}
      />
      <Place to="/shared/by-me" icon={<Send />} label={t('sharedByMe')} onChoose={onChoose} />
      <Place to="/trash" icon={<Trash2 />} label={t('trash')} onChoose={onChoose} />
      {teams.length > 0 && (
        <>
          <h2>{t('spaces')}</h2>
          {teams.map(({ id, name }) => (
            <SpaceDrop key={id} space={id}>
              <Place to={`/spaces/${id}`} icon={<UsersRound />} label={name} onChoose={onChoose} />
            </SpaceDrop>
          ))}
        </>
      )}
      <div className="main-menu-end">
        <Place to="/settings" icon={<Settings />} label={t('settings')} onChoose={onChoose} />
        {me?.admin === true && (
          <Place to="/admin" icon={<ShieldCheck />} label={t('administration')} onChoose={onChoose} />
        )}
        <OwnStorage />
      </div>
    </div>
  )
}

interface PlaceProps {
  readonly to: string
  readonly icon: ReactNode
  readonly label: string
  readonly count?: number
  onChoose(): void
}

function Place({ to, icon, label, count = 0, onChoose }: PlaceProps) {
  return (
    <Link to={to} className="place" onClick={onChoose}>
      {icon}
      <span>{label}</span>
      {count > 0 && <span className="place-count">{count}</span>}
    </Link>
  )
}

function OwnStorage() {
  const { t } = useTranslation()
  const format = useFormat()
  const { data } = useApi('GET /spaces')
  const own = data?.spaces.find(({ kind }) => kind === 'personal')
  if (own === undefined) return null
  const used = format.size(own.used)
  if (own.quota === null) return <p className="small quiet own-storage">{t('storageUsed', { used })}</p>
  return (
    <div className="own-storage">
      <Meter
        label={t('storage')}
        value={own.quota === 0 ? 1 : own.used / own.quota}
        words={t('storageOf', { used, quota: format.size(own.quota) })}
      />
    </div>
  )
}
