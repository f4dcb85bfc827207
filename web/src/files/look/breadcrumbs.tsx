import { Link } from '@tanstack/react-router'
import { ChevronRight, Ellipsis } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../api/use-api.ts'
import { IconButton } from '../../kit/button.tsx'
import { Menu } from '../../kit/menu.tsx'
import { PageTitle } from '../../kit/page-title.tsx'
import { addressOfFolder, nameOf, type Place, wayTo } from '../../place.ts'
import { useDropTarget } from '../actions/drag.ts'
import type { Way } from '../actions/transfer.ts'
import { FileName } from './file-name.tsx'
import './breadcrumbs.css'

interface BreadcrumbsProps {
  readonly place: Place
  onDrop(way: Way, places: readonly Place[], to: Place): void
}

/** The folders on the way to a place, each of which leads to it and takes what is dropped there. */
export function Breadcrumbs({ place, onDrop }: BreadcrumbsProps) {
  const { t } = useTranslation('files')
  const root = useRootName(place)
  const way = wayTo(place)
  // Of a long way there are the ends, and what is between them in one place.
  const between = way.length > longestWay ? way.slice(1, -2) : []
  const shown = way.filter((step) => step === between[0] || !between.includes(step))
  return (
    <nav className="crumbs" aria-label={t('way')}>
      <ol>
        {shown.map((step, index) => (
          <li key={step.path}>
            {index > 0 && <ChevronRight aria-hidden="true" />}
            {step === way.at(-1) ? (
              <PageTitle title={nameOf(step) || root} aria-current="page">
                <FileName name={nameOf(step) || root} />
              </PageTitle>
            ) : step === between[0] ? (
              <Menu
                trigger={<IconButton label={t('between')} icon={<Ellipsis />} />}
                label={t('between')}
                groups={[
                  between.map((folder) => ({
                    id: folder.path,
                    label: nameOf(folder),
                    href: addressOfFolder(folder),
                  })),
                ]}
              />
            ) : (
              <Crumb
                step={step}
                name={nameOf(step) || root}
                onDrop={(how, places) => onDrop(how, places, step)}
              />
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** So many folders are shown beside each other. */
const longestWay = 4

/** What the root of a space is called: the name of the team. */
export function useRootName({ space }: Place): string {
  const { t } = useTranslation('files')
  const { data } = useApi('GET /spaces')
  return space === undefined ? t('root') : (data?.spaces.find(({ id }) => id === space)?.name ?? '')
}

interface CrumbProps {
  readonly step: Place
  readonly name: string
  onDrop(way: Way, places: readonly Place[]): void
}

function Crumb({ step, name, onDrop }: CrumbProps) {
  const { isOver, handlers } = useDropTarget(step, true, onDrop)
  return (
    <Link to={addressOfFolder(step)} className={isOver ? 'crumb over' : 'crumb'} {...handlers}>
      <FileName name={name} />
    </Link>
  )
}
