import type { DavPath } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import type { Schema } from '../../platform/database/index.ts'
import type { LogLine } from '../change-repository.ts'
import { findLineages, type Lineage } from '../lineage-repository.ts'
import type { Node } from '../node.ts'
import { findNodes } from '../node-repository.ts'
import { findIdsBelow } from '../subtree-repository.ts'
import type { View } from '../view.ts'
import { invalidSyncToken } from './invalid-sync-token.ts'
import { findLogLines, findOccupants } from './log-repository.ts'
import type { SyncPosition } from './sync-token.ts'

/** A node that is new or has changed, and where it is now. */
export interface ChangedNode {
  readonly node: Node
  /** From the folder that the question is about. */
  readonly path: DavPath
}

const linesAtOnce = 500

/** Follows the log of a space from a position on, and gathers what it says about one folder. */
export class Gathering {
  readonly #moment: Kysely<Schema>
  readonly #view: View
  readonly #folder: Lineage
  readonly #folderId: number
  readonly #limit: number
  readonly #changed = new Map<number, ChangedNode>()
  readonly #gone = new Map<string, DavPath>()

  /** @param folder - the way to the folder */
  constructor(moment: Kysely<Schema>, view: View, folder: Lineage, limit: number) {
    this.#moment = moment
    this.#view = view
    this.#folder = folder
    this.#folderId = folder.at(-1)?.id ?? 0
    this.#limit = limit
  }

  get changed(): readonly ChangedNode[] {
    return [...this.#changed.values()]
  }

  /** Of a folder with everything that was in it, only the folder. */
  get gone(): readonly DavPath[] {
    return [...this.#gone.values()].filter((path) =>
      path.slice(1).every((_, index) => !this.#gone.has(path.slice(0, index + 1).join('/'))),
    )
  }

  /** @returns where to go on, when there is more than the answer takes */
  async gather(start: SyncPosition): Promise<SyncPosition | undefined> {
    let position = start
    for (;;) {
      const step = position.telling === undefined ? await this.#follow(position) : await this.#tell(position)
      if (step.end) return step.full ? step.position : undefined
      position = step.position
    }
  }

  get #room(): number {
    return this.#limit - this.#changed.size - this.#gone.size
  }

  /** Everything in a folder that is new at its place, as much as there is room for. */
  async #tell(position: SyncPosition): Promise<Step> {
    const { telling, ...rest } = position
    if (telling === undefined) return { end: false, position }
    const room = this.#room
    const scope = { mounts: this.#view.kind === 'personal' ? 'included' : 'left-out' } as const
    const ids = await findIdsBelow(this.#moment, telling.folderId, scope, telling.afterId, room + 1)
    const taken = ids.slice(0, room)
    for (const changed of (await this.#lookUp(taken)).values()) this.#changed.set(changed.node.id, changed)
    if (ids.length === taken.length) return { end: false, position: rest }
    const afterId = taken.at(-1) ?? telling.afterId
    return { end: true, full: true, position: { ...rest, telling: { ...telling, afterId } } }
  }

  /** The next lines of the log, up to a folder that has to be told of. */
  async #follow(start: SyncPosition): Promise<Step> {
    let position = start
    const lines = await findLogLines(this.#moment, start.spaceId, start.seq, linesAtOnce)
    if (lines.length === 0) return { end: true, full: false, position }
    const nodes = await this.#lookUp(lines.map(({ nodeId }) => nodeId))
    const vacated = await this.#findVacated(lines)
    for (const line of lines) {
      const found = line.what === 'gone' ? undefined : nodes.get(line.nodeId)
      const left = line.what === 'gone' ? vacated(line) : undefined
      const isNews =
        (found !== undefined && !this.#changed.has(found.node.id)) ||
        (left !== undefined && !this.#gone.has(left.join('/')))
      if (isNews && this.#room === 0) return { end: true, full: true, position }
      position = { ...position, seq: line.seq }
      if (found !== undefined) this.#changed.set(found.node.id, found)
      if (left !== undefined) this.#gone.set(left.join('/'), left)
      if (line.what === 'moved' && found?.node.kind === 'folder') {
        return { end: false, position: { ...position, telling: { folderId: found.node.id, afterId: 0 } } }
      }
    }
    return { end: false, position }
  }

  /** Those of the nodes that are in the folder, by id. */
  async #lookUp(ids: readonly number[]): Promise<Map<number, ChangedNode>> {
    const unique = [...new Set(ids)]
    const lineages = await findLineages(this.#moment, unique)
    const found = new Map<number, ChangedNode>()
    for (const node of await findNodes(this.#moment, unique)) {
      if (node.kind === 'mount' && this.#view.kind !== 'personal') continue
      const names = lineages.get(node.id)
      if (node.id === this.#folderId || names?.[this.#depth]?.id !== this.#folderId) continue
      found.set(node.id, { node, path: names.slice(this.#folder.length).map(({ name }) => name) })
    }
    return found
  }

  get #depth(): number {
    return this.#folder.length - 1
  }

  /**
   * Tells for a line of the log which place in the folder nothing is at any more.
   * @throws ResourceError `invalid-sync-token`, when a folder has taken the place of another one: what was in the old
   *   one and is not in the new one has no line of its own
   */
  async #findVacated(lines: readonly LogLine[]): Promise<(line: LogLine) => DavPath | undefined> {
    const left = lines.flatMap((line) => {
      const path = line.what === 'gone' ? this.#placeInFolder(line) : undefined
      const name = path?.at(-1)
      return line.from === undefined || path === undefined || name === undefined
        ? []
        : [{ line, path, place: { parentId: line.from.parentId, name } }]
    })
    const occupants = await findOccupants(
      this.#moment,
      left.map(({ place }) => place),
    )
    const lineages = await findLineages(
      this.#moment,
      occupants.map(({ id }) => id),
    )
    const now = new Map(
      occupants.map(({ id, kind }) => [
        (lineages.get(id) ?? [])
          .slice(1)
          .map(({ name }) => name)
          .join('/'),
        kind,
      ]),
    )
    const vacated = new Map<LogLine, DavPath>()
    for (const { line, path } of left) {
      const occupant = now.get(line.from?.path ?? '')
      if (occupant === undefined) vacated.set(line, path)
      else if (line.kind === 'folder' && occupant !== 'file') throw invalidSyncToken()
    }
    return (line) => vacated.get(line)
  }

  /** Where the node of a line was, from the folder down; `undefined` when that was somewhere else. */
  #placeInFolder({ from, kind }: LogLine): DavPath | undefined {
    if (from === undefined || (kind === 'mount' && this.#view.kind !== 'personal')) return undefined
    const names = from.path.split('/')
    const around = this.#folder.slice(1)
    const isInside = names.length > around.length && around.every(({ name }, index) => names[index] === name)
    return isInside ? names.slice(around.length) : undefined
  }
}

type Step =
  | { readonly end: false; readonly position: SyncPosition }
  | { readonly end: true; readonly full: boolean; readonly position: SyncPosition }
