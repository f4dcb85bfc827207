import type { ResourceTree, TreeChanges } from '@isthmus/webdav'
import { ResourceError } from '@isthmus/webdav'
import { expect } from 'vitest'
import { at, children } from './tree-talk.ts'

/** A client that keeps account of a folder by the changes that it is told of (RFC 6578). */
export interface Mirror {
  /** What the client believes: by path, the entity tags of files, and `folder`. */
  readonly entries: ReadonlyMap<string, string>
  /** How often it had to begin anew. */
  readonly restarts: number
  /** Asks until there is no more; at most `limit` changes at once. @returns how many questions that took */
  follow(limit?: number): Promise<number>
}

export function createMirror(tree: ResourceTree, folder = ''): Mirror {
  let entries = new Map<string, string>()
  let token: string | undefined
  let restarts = 0

  return {
    get entries() {
      return entries
    },
    get restarts() {
      return restarts
    },
    async follow(limit = 1000) {
      for (let questions = 1; ; questions += 1) {
        const answer = await ask(limit)
        if (answer === undefined) continue
        expect(answer.changed.length + answer.gone.length).toBeLessThanOrEqual(limit)
        apply(answer)
        token = answer.token
        if (!answer.truncated) return questions
      }
    },
  }

  async function ask(limit: number): Promise<TreeChanges | undefined> {
    try {
      return await tree.changes?.(at(folder), token, limit)
    } catch (error) {
      if (!(error instanceof ResourceError) || error.reason !== 'invalid-sync-token') throw error
      expect(token).toBeDefined()
      token = undefined
      entries = new Map()
      restarts += 1
      return undefined
    }
  }

  function apply({ changed, gone }: TreeChanges): void {
    const paths = [...changed.map(({ path }) => path), ...gone].map((path) => path.join('/'))
    expect(new Set(paths).size, 'no path is named twice').toBe(paths.length)
    for (const path of gone) forget(path.join('/'))
    for (const { path, resource } of changed) {
      const place = path.join('/')
      expect(resource.name).toBe(path.at(-1))
      if (resource.kind === 'file') forget(place)
      entries.set(place, resource.kind === 'file' ? resource.etag : 'folder')
    }
  }

  function forget(place: string): void {
    for (const other of entries.keys()) {
      if (other === place || other.startsWith(`${place}/`)) entries.delete(other)
    }
  }
}

/** What a client that looks at everything believes. */
export async function surveyOf(tree: ResourceTree, folder = ''): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  async function look(place: string): Promise<void> {
    for (const child of await children(tree, [folder, place].filter((part) => part !== '').join('/'))) {
      const path = place === '' ? child.name : `${place}/${child.name}`
      found.set(path, child.kind === 'file' ? child.etag : 'folder')
      if (child.kind === 'folder') await look(path)
    }
  }
  await look('')
  return found
}
