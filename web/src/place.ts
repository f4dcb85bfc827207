/** Where a file or folder is, and the address of the page that shows it. */

export interface Place {
  /** The id of a team's space; absent for the person's own files. */
  readonly space?: string
  /** From the root of the space: `/Trip/Photos`; `/` for the root itself. */
  readonly path: string
}

export function childOf({ path, ...place }: Place, name: string): Place {
  return { ...place, path: path === '/' ? `/${name}` : `${path}/${name}` }
}

/** The folder in which it is; the root is in itself. */
export function folderOf({ path, ...place }: Place): Place {
  return { ...place, path: path.slice(0, path.lastIndexOf('/')) || '/' }
}

/** @param entry - of the API: its path is that in its space */
export function placeOf({ path }: { readonly path: string }, space: string | undefined): Place {
  return space === undefined ? { path } : { space, path }
}

/** Empty for a root. */
export function nameOf({ path }: Place): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The folders on the way, the root and the place itself included. */
export function wayTo(place: Place): Place[] {
  return place.path === '/' ? [place] : [...wayTo(folderOf(place)), place]
}

export function isSamePlace(one: Place, other: Place): boolean {
  return one.space === other.space && one.path === other.path
}

/** Whether the place is the folder or somewhere below it. */
export function isWithin(place: Place, folder: Place): boolean {
  return (
    isSamePlace(place, folder) ||
    (place.space === folder.space && place.path.startsWith(folder.path === '/' ? '/' : `${folder.path}/`))
  )
}

/** What the page of a folder may be opened with. */
export interface FolderSearch {
  /** The name of a file in the folder that is shown over it. */
  readonly open?: string
  /** The name of what is pointed out in the listing. */
  readonly point?: string
}

/** The address of the page of a folder; names are escaped so that all of them get through. */
export function addressOfFolder({ space, path }: Place, search: FolderSearch = {}): string {
  const names = path
    .split('/')
    .filter((name) => name !== '')
    .map((name) => `/${encodeURIComponent(name)}`)
  const asked = new URLSearchParams({ ...search }).toString()
  return [space === undefined ? '/files' : `/spaces/${space}`, ...names, asked && `?${asked}`].join('')
}

/** The folder that an address leads to. @param pathname - as the router has it: only in part unescaped */
export function placeAt(pathname: string): Place {
  const [, area, ...escaped] = pathname.split('/').map(decodeURIComponent)
  const [space, ...names] = area === 'spaces' ? escaped : [undefined, ...escaped]
  const path = `/${names.filter((name) => name !== '').join('/')}`
  return space === undefined ? { path } : { space, path }
}

/** The address where a file is shown over its folder. */
export function addressOfFile(place: Place): string {
  return addressOfFolder(folderOf(place), { open: nameOf(place) })
}
