import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DavPath, ResourceTree } from '@isthmus/webdav'
import { type KyselyPlugin, SqliteQueryCompiler } from 'kysely'
import { createActivity } from '../../activity/index.ts'
import type { TenantId, UserActor, UserId } from '../../platform/actor.ts'
import { openDiskBlobStore } from '../../platform/blobs/index.ts'
import type { Database } from '../../platform/database/index.ts'
import { openTemporaryDatabase } from '../../platform/database/testing/temporary-database.ts'
import { createEvents } from '../../platform/events.ts'
import { createIds } from '../../platform/ids.ts'
import { createMemoryLogger } from '../../platform/logging/memory-logger.ts'
import { createManualClock } from '../../platform/testing/manual-clock.ts'
import { createFiles, type FilesOptions } from '../index.ts'
import { createFakeMounts, type FakeMountOptions } from './fake-mounts.ts'

export const tenant = 1 as TenantId

/** The room on a database and a blob store of its own, with people in it and fake mounts. */
export async function openTestFiles(options: Partial<FilesOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-files-'))
  const temporary = await openTemporaryDatabase()
  const statements = new StatementSpy()
  const database = watched(temporary, statements)
  // Blobs have the time of the machine; the clock starts there and is turned from there.
  const clock = createManualClock(Date.now())
  const ids = createIds(clock.now)
  const events = createEvents()
  const mounts = createFakeMounts()
  const activity = createActivity({ database, clock, ids, events })
  const logger = createMemoryLogger()
  const damage: string[] = []
  const groups = new Map<UserId, string[]>()
  const context: FilesOptions = {
    database,
    blobs: await openDiskBlobStore(join(folder, 'blobs'), ids),
    clock,
    ids,
    events,
    logger,
    metrics: { blobDamage: { add: ({ problem }) => damage.push(problem), read: () => {} } },
    activity,
    mounts: () => mounts,
    groupsOf: async (_executor, _tenant, userId) => groups.get(userId) ?? [],
    ...options,
  }
  const files = createFiles(context)
  const deleted: number[] = []
  events.subscribe('node.deleted', async (_tx, { nodeIds }) => {
    deleted.push(...nodeIds)
  })

  return {
    ...context,
    clock,
    activity,
    logger,
    files,
    fakeMounts: mounts,
    statements,
    /** Ids of the groups that users are in. */
    groups,
    /** What was wrong with contents that were read. */
    damage,
    /** Ids that `node.deleted` told of. */
    deleted,
    /** A new user, with a space. */
    async addUser(username: string, tenantId = tenant): Promise<UserActor> {
      const actor = {
        kind: 'user',
        tenant: tenantId,
        userId: `id-of-${username}` as UserId,
        username,
        admin: false,
      } as const
      await database.write((tx) => files.createPersonalSpace(tx, tenantId, actor.userId))
      return actor
    },
    /** Shows a tree in somebody's space; returns the id of the mount's node. */
    async addMount(
      actor: UserActor,
      at: DavPath,
      tree: ResourceTree,
      mountOptions: FakeMountOptions = {},
    ): Promise<number> {
      const nodeId = await database.write((tx) =>
        files.addMount(tx, {
          tenant: actor.tenant,
          userId: actor.userId,
          folder: at.slice(0, -1),
          name: at.at(-1) ?? '',
        }),
      )
      mounts.show(nodeId, tree, mountOptions)
      return nodeId
    },
    async [Symbol.asyncDispose]() {
      await temporary[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    },
  }
}

/** The same with one user, and her tree. */
export async function withAnn(options: Partial<FilesOptions> = {}) {
  const room = await openTestFiles(options)
  const ann = await room.addUser('ann')
  return { ...room, ann, tree: room.files.userTree(ann) }
}

/** Sees every statement that goes to the database. */
class StatementSpy implements KyselyPlugin {
  readonly seen: string[] = []
  readonly #compiler = new SqliteQueryCompiler()

  transformQuery: KyselyPlugin['transformQuery'] = ({ node, queryId }) => {
    this.seen.push(this.#compiler.compileQuery(node, queryId).sql)
    return node
  }

  transformResult: KyselyPlugin['transformResult'] = async ({ result }) => result

  /** How many statements something takes. */
  async during(work: () => Promise<unknown>): Promise<number> {
    const before = this.seen.length
    await work()
    return this.seen.length - before
  }
}

function watched(database: Database, spy: StatementSpy): Database {
  return {
    get read() {
      return database.read.withPlugin(spy)
    },
    write: (fn) => database.write((tx) => fn(tx.withPlugin(spy))),
    ...(database.others && { others: database.others }),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}
