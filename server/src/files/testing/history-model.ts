import { numberedName } from '../node-name.ts'

/** What was written at once; copies hold the same. */
export interface ModelContent {
  readonly text: string
}

export interface ModelFile {
  readonly kind: 'file'
  content: ModelContent
  /** In no order. */
  versions: ModelContent[]
}

export interface ModelFolder {
  readonly kind: 'folder'
  readonly members: Map<string, ModelNode>
}

export type ModelNode = ModelFile | ModelFolder

interface ModelTrash {
  readonly node: ModelNode
  readonly name: string
  readonly folder: ModelFolder
  readonly folderPath: readonly string[]
}

/** What a space should be after whatever was done in it; a deed that cannot be done returns false. */
export class HistoryModel {
  readonly root: ModelFolder = { kind: 'folder', members: new Map() }
  /** What was removed last comes first. */
  trash: ModelTrash[] = []

  find(path: readonly string[]): ModelNode | undefined {
    let node: ModelNode | undefined = this.root
    for (const name of path) node = node?.kind === 'folder' ? node.members.get(name) : undefined
    return node
  }

  write(path: readonly string[], text: string): boolean {
    const place = this.#placeOf(path)
    if (place === undefined || place.node?.kind === 'folder') return false
    const content = { text }
    if (place.node === undefined)
      place.folder.members.set(place.name, { kind: 'file', content, versions: [] })
    else exchange(place.node, content)
    return true
  }

  makeFolder(path: readonly string[]): boolean {
    const place = this.#placeOf(path)
    if (place === undefined || place.node !== undefined) return false
    place.folder.members.set(place.name, { kind: 'folder', members: new Map() })
    return true
  }

  remove(path: readonly string[]): boolean {
    const place = this.#placeOf(path)
    if (place?.node === undefined) return false
    this.#discard(path)
    return true
  }

  copy(from: readonly string[], to: readonly string[]): boolean {
    const source = this.find(from)
    const target = this.#placeOf(to)
    if (source === undefined || target === undefined || isNested(from, to)) return false
    if (source.kind === 'file' && target.node?.kind === 'file') {
      exchange(target.node, source.content)
      return true
    }
    if (target.node !== undefined) this.#discard(to)
    target.folder.members.set(target.name, copyOf(source))
    return true
  }

  move(from: readonly string[], to: readonly string[]): boolean {
    const source = this.#placeOf(from)
    const target = this.#placeOf(to)
    if (source?.node === undefined || target === undefined || isNested(from, to)) return false
    if (source.node.kind === 'file' && target.node?.kind === 'file') replace(target.node, source.node)
    else if (target.node !== undefined) this.#discard(to)
    source.folder.members.delete(source.name)
    target.folder.members.set(target.name, source.node)
    return true
  }

  restore(nth: number): boolean {
    const item = this.trash[nth]
    if (item === undefined) return false
    const folder = this.#isHere(item.folder) ? item.folder : this.#nearest(item.folderPath)
    let number = 1
    while (folder.members.has(numberedName(item.name, number))) number += 1
    folder.members.set(numberedName(item.name, number), item.node)
    this.trash = this.trash.filter((other) => other !== item)
    return true
  }

  deleteForGood(nth: number): boolean {
    const item = this.trash[nth]
    this.trash = this.trash.filter((other) => other !== item)
    return item !== undefined
  }

  /** @param version - one of the file's */
  restoreVersion(file: ModelFile, version: ModelContent): void {
    file.versions = file.versions.filter((other) => other !== version)
    exchange(file, version)
  }

  /** Bytes of everything. */
  get used(): number {
    return [this.root, ...this.trash.map(({ node }) => node)].reduce((sum, node) => sum + sizeOf(node), 0)
  }

  #placeOf(path: readonly string[]) {
    const name = path.at(-1)
    const folder = this.find(path.slice(0, -1))
    if (name === undefined || folder?.kind !== 'folder') return undefined
    return { folder, name, node: folder.members.get(name) }
  }

  #discard(path: readonly string[]): void {
    const place = this.#placeOf(path)
    if (place?.node === undefined) return
    const { folder, name, node } = place
    folder.members.delete(name)
    this.trash.unshift({ node, name, folder, folderPath: path.slice(0, -1) })
  }

  #isHere(folder: ModelFolder): boolean {
    const look = (node: ModelNode): boolean =>
      node === folder || (node.kind === 'folder' && [...node.members.values()].some(look))
    return look(this.root)
  }

  #nearest(path: readonly string[]): ModelFolder {
    let folder = this.root
    for (const name of path) {
      const next = folder.members.get(name)
      if (next?.kind !== 'folder') break
      folder = next
    }
    return folder
  }
}

function exchange(file: ModelFile, content: ModelContent): void {
  const former = file.content
  file.content = content
  if (former !== content) keep(file, former)
}

function keep(file: ModelFile, former: ModelContent): void {
  if (former.text === '' || former.text === file.content.text) return
  file.versions = [former, ...file.versions.filter((version) => version !== former)]
}

function replace(former: ModelFile, successor: ModelFile): void {
  const known = new Set([successor.content, ...successor.versions])
  successor.versions = [...successor.versions, ...former.versions.filter((version) => !known.has(version))]
  keep(successor, former.content)
}

function copyOf(node: ModelNode): ModelNode {
  return node.kind === 'file'
    ? { kind: 'file', content: node.content, versions: [] }
    : { kind: 'folder', members: new Map([...node.members].map(([name, child]) => [name, copyOf(child)])) }
}

function isNested(from: readonly string[], to: readonly string[]): boolean {
  const [one, other] = [`${from.join('/')}/`, `${to.join('/')}/`]
  return one.startsWith(other) || other.startsWith(one)
}

function sizeOf(node: ModelNode): number {
  return node.kind === 'file'
    ? [node.content, ...node.versions].reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
    : [...node.members.values()].reduce((sum, child) => sum + sizeOf(child), 0)
}
