import { type DavPath, isPathName } from '@isthmus/webdav'
import { CommandFailure } from '../command-failure.ts'

/**
 * A path among a user's files as it is written on the command line: `/Reports/May.pdf`, with or without the first
 * slash.
 * @throws CommandFailure `wrong-path`
 */
export function parsePath(written: string): DavPath {
  const path = written
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .map((name) => name.normalize('NFC'))
  if (path.every(isPathName)) return path
  throw new CommandFailure('wrong-path', `${written} is no path that files can have.`, { status: 2 })
}

/** The same for a person to read. */
export function showPath(path: DavPath): string {
  return `/${path.join('/')}`
}
