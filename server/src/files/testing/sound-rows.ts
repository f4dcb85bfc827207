import { expect } from 'vitest'
import type { Database } from '../../platform/database/index.ts'

/**
 * What must hold whatever happened: no row without its owner, no number twice, no content without a file, and every
 * counter what a recount gives.
 */
export async function expectSoundRows(database: Database): Promise<void> {
  const rows = await readRows(database)
  expectSoundTree(rows)
  expectSoundContents(rows)
  expectSoundCounters(rows)
  expectSoundLog(rows)
}

type Rows = Awaited<ReturnType<typeof readRows>>
type NodeRow = Rows['nodes'][number]

async function readRows({ read }: Database) {
  return {
    nodes: await read.selectFrom('nodes').selectAll().execute(),
    contents: await read.selectFrom('contents').selectAll().execute(),
    versions: await read.selectFrom('versions').selectAll().execute(),
    properties: await read.selectFrom('node_properties').selectAll().execute(),
    locks: await read.selectFrom('locks').selectAll().execute(),
    spaces: await read.selectFrom('spaces').selectAll().execute(),
    trashed: await read.selectFrom('trashed').selectAll().execute(),
    doomed: await read.selectFrom('doomed_nodes').selectAll().execute(),
    changes: await read.selectFrom('changes').selectAll().orderBy('seq').execute(),
    dead: await read.selectFrom('dead_blobs').selectAll().execute(),
  }
}

function expectSoundTree({ nodes, spaces, trashed, doomed, properties, locks }: Rows): void {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const inTrash = new Set(trashed.map((item) => item.node_id))
  const isDoomed = new Set(doomed.map((item) => item.node_id))
  for (const node of nodes) {
    const top = node.trash_id === null ? undefined : byId.get(node.trash_id)
    if (node.parent_id === null) {
      if (node.trash_id === null) expect(spaces.some((space) => space.root_node_id === node.id)).toBe(true)
      else expect(node.trash_id).toBe(node.id)
    } else {
      const parent = byId.get(node.parent_id)
      expect(parent?.space_id).toBe(node.space_id)
      expect(parent?.trash_id).toBe(node.trash_id)
    }
    if (node.trash_id !== null) {
      expect(node.kind).not.toBe('mount')
      expect(top).toBeDefined()
      expect(inTrash.has(node.trash_id)).not.toBe(isDoomed.has(node.trash_id))
    }
    expect(node.content_id !== null).toBe(node.kind === 'file')
  }
  for (const item of trashed) {
    expect(byId.get(item.node_id)).toMatchObject({ trash_id: item.node_id, space_id: item.space_id })
  }
  for (const { node_id: id } of properties) expect(byId.has(id)).toBe(true)
  for (const lock of locks) expect(byId.get(lock.node_id)?.space_id).toBe(lock.space_id)
}

function expectSoundContents({ nodes, versions, contents, dead }: Rows): void {
  const used = new Set([...nodes, ...versions].flatMap((row) => row.content_id ?? []))
  expect(new Set(contents.map((content) => content.id))).toEqual(used)
  const size = new Map(contents.map((content) => [content.id, content.size]))
  for (const version of versions) expect(version.size).toBe(size.get(version.content_id))
  const living = new Set(contents.map((content) => content.blob_id))
  expect(dead.filter((blob) => living.has(blob.blob_id))).toEqual([])
}

function expectSoundCounters({ nodes, versions, contents, spaces, doomed }: Rows): void {
  const contentSize = new Map(contents.map((content) => [content.id, content.size]))
  const inFolder = Map.groupBy(nodes, (node) => node.parent_id)
  const sizeOf = (node: NodeRow): number => {
    if (node.kind === 'file') return contentSize.get(node.content_id ?? 0) ?? Number.NaN
    return (inFolder.get(node.id) ?? []).reduce((sum, child) => sum + sizeOf(child), 0)
  }
  const isDoomed = new Set(doomed.map((item) => item.node_id))
  for (const node of nodes) {
    // What is being deleted goes from the leaves up.
    if (!isDoomed.has(node.trash_id ?? 0)) expect(node.size, `size of ${node.name}`).toBe(sizeOf(node))
  }
  for (const space of spaces) {
    const charged = nodes.filter(
      (node) => node.space_id === space.id && node.kind === 'file' && !isDoomed.has(node.trash_id ?? 0),
    )
    const ofFiles = charged.reduce((sum, node) => sum + node.size, 0)
    const ofVersions = versions
      .filter((version) => version.space_id === space.id)
      .reduce((sum, version) => sum + version.size, 0)
    expect({ used: space.used, versions: space.versions_used }).toEqual({
      used: ofFiles + ofVersions,
      versions: ofVersions,
    })
    expect(versions.every((version) => version.size > 0)).toBe(true)
  }
}

function expectSoundLog({ nodes, spaces, changes }: Rows): void {
  const logs = Map.groupBy(changes, (change) => change.space_id)
  const isUsed = new Map(nodes.map((node) => [node.id, node.trash_id === null]))
  for (const space of spaces) {
    const log = logs.get(space.id) ?? []
    expect(log.at(-1)?.seq ?? space.log_start).toBe(space.seq)
    // The last word of the log about each node is whether it is there; of what went with a folder it says nothing.
    for (const [node, words] of Map.groupBy(log, (change) => change.node_id)) {
      const latest = words.at(-1)
      if (latest?.what === 'gone') expect(isUsed.get(node) ?? false).toBe(false)
      expect(latest?.path === null).toBe(latest?.what !== 'gone')
    }
    const told = new Set(log.map((change) => change.node_id))
    const byId = new Map(nodes.map((node) => [node.id, node]))
    // A folder that moves is told of with everything in it.
    const moved = new Set(log.filter((change) => change.what === 'moved').map((change) => change.node_id))
    const hasMoved = (node: NodeRow | undefined): boolean =>
      node !== undefined && (moved.has(node.id) || hasMoved(byId.get(node.parent_id ?? 0)))
    const here = nodes.filter((node) => node.space_id === space.id && node.trash_id === null)
    const untold = here.filter((node) => !told.has(node.id) && !hasMoved(node))
    if (space.log_start === 0) expect(untold).toEqual([])
  }
}
