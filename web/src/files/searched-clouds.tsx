import { useTranslation } from 'react-i18next'
import type { Output } from '../api/call.ts'
import { Notice } from '../kit/states.tsx'

interface SearchedCloudsProps {
  readonly clouds: Output<'GET /search/received'>['clouds']
  /** Nothing that others share was searched. */
  readonly hasFailed: boolean
}

const words = { part: 'cloudInPart', silent: 'cloudSilent', closed: 'cloudBlocked' } as const

/** Of which other clouds not all was searched, and why. */
export function SearchedClouds({ clouds, hasFailed }: SearchedCloudsProps) {
  const { t } = useTranslation('files')
  const told = clouds.flatMap(({ server, outcome }) =>
    outcome === 'whole' ? [] : [{ server, text: t(words[outcome], { server }) }],
  )
  if (told.length === 0 && !hasFailed) return null
  return (
    <Notice kind="info">
      {hasFailed && <p>{t('elsewhereFailed')}</p>}
      {told.map(({ server, text }) => (
        <p key={server}>{text}</p>
      ))}
    </Notice>
  )
}
