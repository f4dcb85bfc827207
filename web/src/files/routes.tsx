import { createRoute, redirect, useLocation } from '@tanstack/react-router'
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
  return <FilesPage place={usePlace()} search={own.useSearch()} />
}

function TeamFolder() {
  return <FilesPage place={usePlace()} search={team.useSearch()} />
}

function usePlace(): Place {
  return placeAt(useLocation().pathname)
}

function Search() {
  return <SearchPage {...search.useSearch()} />
}

function Trash() {
  return <TrashPage {...trash.useSearch()} />
}

export const filesRoutes = [home, own, team, search, trash]
