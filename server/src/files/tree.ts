import type { ResourceTree } from '@isthmus/webdav'
import type { FilesContext } from './context.ts'
import { listFolder } from './list-folder.ts'
import { createLocking } from './locks/locking.ts'
import { makeFolder } from './make-folder.ts'
import { nfc } from './node-name.ts'
import { patchProperties } from './properties/patch-properties.ts'
import { readFile } from './read-file.ts'
import { removeNode } from './remove-node.ts'
import { statNode } from './stat-node.ts'
import { listChanges } from './sync/list-changes.ts'
import { tagListing } from './tag-listing.ts'
import { copy, move } from './transfer.ts'
import type { View } from './view.ts'
import { writeFile } from './write-file.ts'

/** The use cases of this room, bound to what somebody sees. */
export function createTree(context: FilesContext, view: View): ResourceTree {
  return {
    stat: (path, question) => statNode(context, view, nfc(path), question),
    list: (path, question) => listFolder(context, view, nfc(path), question),
    listingTag: (path) => tagListing(context, view, nfc(path)),
    read: (path, options) => readFile(context, view, nfc(path), options),
    write: (path, body, options) => writeFile(context, view, nfc(path), body, options),
    makeFolder: (path, options) => makeFolder(context, view, nfc(path), options),
    async remove(path, options) {
      await removeNode(context, view, nfc(path), options)
    },
    copy: (from, to, options) => copy(context, { view, path: nfc(from) }, { view, path: nfc(to) }, options),
    move: (from, to, options) => move(context, { view, path: nfc(from) }, { view, path: nfc(to) }, options),
    patchProperties: (path, patch, options) => patchProperties(context, view, nfc(path), patch, options),
    locking: createLocking(context, view),
    changes: (path, since, limit, question) =>
      listChanges(context, view, nfc(path), { since, limit, question }),
  }
}
