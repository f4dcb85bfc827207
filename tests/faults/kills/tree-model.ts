import { createHash } from 'node:crypto'
import type { DavFiles } from '@isthmus/testkit'

/** What is in a folder, by path from it: the SHA-256 of a file in hexadecimal, or `folder`. */
export type TreeModel = ReadonlyMap<string, string>

/** Reads all that is in a folder, and all bytes of it. */
export async function observeTree(files: DavFiles, folder: string): Promise<TreeModel> {
  const found = new Map<string, string>()
  const visit = async (path: string): Promise<void> => {
    for (const { name, kind, size } of await files.list(`${folder}/${path}`)) {
      const child = path === '' ? name : `${path}/${name}`
      found.set(child, kind === 'folder' ? 'folder' : await digest(files, `${folder}/${child}`, size))
      if (kind === 'folder') await visit(child)
    }
  }
  await visit('')
  return found
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function digest(files: DavFiles, path: string, size: number | undefined): Promise<string> {
  const { status, bytes } = await files.get(path)
  if (status !== 200 || bytes.length !== size) {
    throw new Error(`${path}, listed with ${size} bytes, answers ${status} with ${bytes.length}`)
  }
  return sha256(bytes)
}

/** The tree without what is at a path and below. */
export function without(tree: TreeModel, path: string): Map<string, string> {
  return new Map([...tree].filter(([known]) => !isAtOrBelow(known, path)))
}

/** What is at a path and below. */
export function within(tree: TreeModel, path: string): [string, string][] {
  return [...tree].filter(([known]) => isAtOrBelow(known, path))
}

/** The tree with what is at one path and below also at another, in place of what was there. */
export function withCopy(tree: TreeModel, from: string, to: string): Map<string, string> {
  const copies = within(tree, from).map(([known, value]): [string, string] => [
    to + known.slice(from.length),
    value,
  ])
  return new Map([...without(tree, to), ...copies])
}

export function isAtOrBelow(path: string, top: string): boolean {
  return path === top || path.startsWith(`${top}/`)
}

/** A text that is equal for equal trees and tells two others apart in a diff. */
export function printTree(tree: TreeModel): string {
  return [...tree]
    .map(([path, value]) => `${path} ${value}\n`)
    .toSorted()
    .join('')
}
