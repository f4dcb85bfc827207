import type { Person, WebAnswer } from '@isthmus/testkit'
import type { Random } from './random.ts'
import { isAtOrBelow, sha256, type TreeModel, withCopy, within, without } from './tree-model.ts'

/** One request, and what follows from it. */
export interface FileStep {
  /** What is in the folder after it. */
  readonly after: TreeModel
  /** Path of what it puts into the trash. */
  readonly deletes?: string
  /** Rejects without an answer, and when the answer is another than it must be. */
  request(): Promise<true>
}

export interface FileWork {
  readonly person: Person
  readonly folder: string
  readonly tree: TreeModel
  /** What is in the trash, with what was in the folder before. */
  readonly deleted: readonly { readonly path: string; readonly tree: TreeModel }[]
  readonly random: Random
}

/** So many files and folders at most. */
const largestTree = 16
/** In bytes: nothing, what fits into one packet, into one read, and what comes in pieces. */
const sizes = [0, 1, 700, 20_000, 65_536, 65_537, 400_000]

/** Chooses what to do next. May have to ask first, and rejects when there is no answer. */
export async function nextFileStep(work: FileWork): Promise<FileStep> {
  const { tree, random } = work
  const kind = tree.size >= largestTree ? 'delete' : random.pick(kinds)
  return (await steps[kind](work)) ?? put(work)
}

const kinds = ['put', 'put', 'put', 'delete', 'move', 'move', 'copy', 'mkcol', 'restore', 'goBack'] as const

const steps: Record<(typeof kinds)[number], (work: FileWork) => Promise<FileStep | undefined>> = {
  put: async (work) => put(work),
  async delete({ person, folder, tree, random }) {
    if (tree.size === 0) return undefined
    const path = random.pick([...tree.keys()])
    const request = () => expecting(204, person.files.delete(`${folder}/${path}`))
    return { after: without(tree, path), deletes: path, request }
  },
  async mkcol({ person, folder, tree, random }) {
    const path = newPath(tree, random)
    const request = () => expecting(201, person.files.mkcol(`${folder}/${path}`))
    return { after: new Map([...tree, [path, 'folder']]), request }
  },
  move: (work) => transfer(work, 'move'),
  copy: (work) => transfer(work, 'copy'),
  restore: restoreFromTrash,
  goBack: restoreVersion,
}

function put({ person, folder, tree, random }: FileWork): FileStep {
  const path = random.pick([newPath(tree, random), ...filesIn(tree)])
  const body = random.bytes(random.pick(sizes))
  const status = tree.has(path) ? 204 : 201
  const request = () => expecting(status, person.files.put(`${folder}/${path}`, body))
  return { after: new Map([...tree, [path, sha256(body)]]), request }
}

async function transfer(
  { person, folder, tree, random }: FileWork,
  method: 'move' | 'copy',
): Promise<FileStep | undefined> {
  if (tree.size === 0) return undefined
  const from = random.pick(method === 'move' ? [...tree.keys()] : filesIn(tree).concat([...tree.keys()]))
  const to = random.pick([newPath(tree, random), ...filesIn(tree)])
  if (isAtOrBelow(to, from) || isAtOrBelow(from, to)) return undefined
  const copied = withCopy(tree, from, to)
  const after = method === 'move' ? without(copied, from) : copied
  const status = tree.has(to) ? 204 : 201
  const request = () => expecting(status, person.files[method](`${folder}/${from}`, `${folder}/${to}`))
  return { after, request }
}

/** Takes back what was deleted last, when its place is free. */
async function restoreFromTrash({ person, folder, tree, deleted }: FileWork): Promise<FileStep | undefined> {
  const last = deleted.at(-1)
  if (last === undefined || tree.has(last.path) || !hasParent(tree, last.path)) return undefined
  const path = `/${folder}/${last.path}`
  const { items } = (await person.api('GET', '/trash?limit=500')).json() as { items: TrashItem[] }
  const item = items.find((one) => one.path === path)
  if (item === undefined) throw new Error(`${path} was deleted and is not in the trash`)
  const request = () => expecting(200, person.api('POST', `/trash/${item.id}/restore`))
  return { after: new Map([...tree, ...within(last.tree, last.path)]), request }
}

interface TrashItem {
  readonly id: string
  readonly path: string
}

/** Gives a file back what it held before. */
async function restoreVersion({ person, folder, tree, random }: FileWork): Promise<FileStep | undefined> {
  const files = filesIn(tree)
  if (files.length === 0) return undefined
  const path = random.pick(files)
  const { fileId } = await person.files.stat(`${folder}/${path}`)
  const list = await person.api('GET', `/files/${fileId}/versions`)
  const [version] = (list.json() as { versions: { id: string }[] }).versions
  if (version === undefined) return undefined
  const address = `/files/${fileId}/versions/${version.id}`
  const { bytes } = await person.api('GET', address)
  const request = () => expecting(204, person.api('POST', `${address}/restore`))
  return { after: new Map([...tree, [path, sha256(bytes)]]), request }
}

async function expecting(status: number, answering: Promise<WebAnswer>): Promise<true> {
  const answer = await answering
  if (answer.status !== status) throw new Error(`${answer.status} instead of ${status}: ${answer.text}`)
  return true
}

function filesIn(tree: TreeModel): string[] {
  return [...tree].filter(([, value]) => value !== 'folder').map(([path]) => path)
}

function hasParent(tree: TreeModel, path: string): boolean {
  const parent = path.split('/').slice(0, -1).join('/')
  return parent === '' || tree.get(parent) === 'folder'
}

function newPath(tree: TreeModel, random: Random): string {
  const folders = ['', ...[...tree].filter(([, value]) => value === 'folder').map(([path]) => `${path}/`)]
  const parent = random.pick(folders)
  for (;;) {
    const path = `${parent}${random.pick(['a', 'ü', 'plan', '100%'])} ${random.integer(100)}`
    if (!tree.has(path)) return path
  }
}
