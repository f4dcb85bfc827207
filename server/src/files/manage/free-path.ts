import type { DavPath } from '@isthmus/webdav'
import type { FilesContext } from '../context.ts'
import { listFolder } from '../list-folder.ts'
import { numberedName } from '../node-name.ts'
import { statNode } from '../stat-node.ts'
import type { Spot } from '../transfer-ends.ts'

/** The wanted place when nothing is there, else the next one with a number. Somebody may take it meanwhile. */
export async function freePath(context: FilesContext, { view, path }: Spot): Promise<DavPath> {
  const name = path.at(-1)
  if (name === undefined || (await statNode(context, view, path)) === undefined) return path
  const folder = path.slice(0, -1)
  const taken = new Set<string>()
  for await (const child of (await listFolder(context, view, folder)).children) {
    taken.add(child.name.normalize('NFC'))
  }
  let number = 2
  while (taken.has(numberedName(name, number))) number += 1
  return [...folder, numberedName(name, number)]
}
