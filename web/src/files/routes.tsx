import { createRoute, redirect, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { later } from '../kit/later.tsx'
import { type FolderSearch, type Place, placeAt } from '../place.ts'
import { rootRoute } from '../root-route.ts'
import { FilesPage } from './files-page.tsx'

const SearchPage = later(async () => (await import('./search-page.tsx')).SearchPage)
const TrashPage = later(async () => (await import('./trash-page.tsx')).TrashPage)

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/files/$', params: { _splat: '' }, throw: true })
  },
})

const own = createRoute({
  getParentRoute: () => rootRoute,
  path: '/files/$',
  validateSearch: folderSearch,
  component: OwnFolder,
})

const team = createRoute({
  getParentRoute: () => rootRoute,
  path: '/spaces/$space/$',
  validateSearch: folderSearch,
  component: TeamFolder,
})

const search = createRoute({
  getParentRoute: () => rootRoute,
  path: '/search',
  validateSearch: ({ text, space }: Record<string, unknown>): { text: string; space?: string } => ({
    text: typeof text === 'string' ? text : '',
    ...(typeof space === 'string' && { space }),
  }),
  beforeLoad: ({ search: { text } }) => {
    if (text.trim() === '') redirect({ to: '/files/$', params: { _splat: '' }, throw: true })
  },
  component: Search,
})

const trash = createRoute({
  getParentRoute: () => rootRoute,
  path: '/trash',
  validateSearch: ({ space }: Record<string, unknown>): { space?: string } =>
    typeof space === 'string' ? { space } : {},
  component: Trash,
})

function folderSearch({ open, point }: Record<string, unknown>): FolderSearch {
  return {
    ...(typeof open === 'string' && { open }),
    ...(typeof point === 'string' && { point }),
  }
}

function OwnFolder() {
  return <FilesPage place={usePlace('files')} search={own.useSearch()} />
}

function TeamFolder() {
  return <FilesPage place={usePlace('spaces')} search={team.useSearch()} />
}

/** The folder of the address; while another page is on its way, the one that is shown until it is there. */
function usePlace(area: 'files' | 'spaces'): Place {
  const { pathname } = useLocation()
  const [last, setLast] = useState(pathname)
  const isHere = pathname.split('/')[1] === area
  if (isHere && last !== pathname) setLast(pathname)
  return placeAt(isHere ? pathname : last)
}

function Search() {
  return <SearchPage {...search.useSearch()} />
}

function Trash() {
  return <TrashPage {...trash.useSearch()} />
}

export const filesRoutes = [home, own, team, search, trash]
