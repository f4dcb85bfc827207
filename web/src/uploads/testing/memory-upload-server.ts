import { Problem, unreachable } from '../../api/problem.ts'
import type { UploadOrder, UploadServer } from '../upload-server.ts'

/** A server in memory, whose faults a test decides. */
export interface MemoryUploadServer extends UploadServer {
  /** What has become a file. */
  readonly files: Map<string, Uint8Array>
  /** What was asked, such as `append 4194304`. */
  readonly asked: string[]
  /** Called before each answer; throws what is to be answered instead. */
  fault: (question: string) => void
  /** How many bytes of the next piece arrive before the connection breaks. */
  cutAfter: number | undefined
  /** Forgets every upload that is not complete. */
  forget(): void
}

interface Kept {
  order: UploadOrder
  bytes: Uint8Array
  path?: string
}

export function memoryUploadServer(): MemoryUploadServer {
  const uploads = new Map<string, Kept>()
  let count = 0

  function ask(question: string): void {
    server.asked.push(question)
    server.fault(question)
  }

  function find(id: string): Kept {
    const kept = uploads.get(id)
    if (kept === undefined) throw refusal('upload-not-found', 404)
    return kept
  }

  function finish(kept: Kept): void {
    const { order, bytes } = kept
    if (bytes.length < order.size || kept.path !== undefined) return
    if (order.conflict === 'refuse' && server.files.has(order.path)) throw refusal('node-exists', 409)
    kept.path = order.conflict === 'rename' ? freeName(order.path) : order.path
    server.files.set(kept.path, bytes)
  }

  function freeName(path: string): string {
    return server.files.has(path) ? freeName(`${path}+`) : path
  }

  const progress = ({ order, bytes, path }: Kept) => {
    if (path !== undefined) return { offset: bytes.length, path }
    const isWhole = bytes.length === order.size
    // As the server: it is never at its end before it is a file.
    return { offset: isWhole ? order.size - 1 : bytes.length, isWhole }
  }

  const server: MemoryUploadServer = {
    files: new Map(),
    asked: [],
    fault: () => undefined,
    cutAfter: undefined,
    forget: () => uploads.clear(),
    async create(order) {
      ask(`create ${order.path}`)
      if (order.conflict === 'refuse' && server.files.has(order.path)) throw refusal('node-exists', 409)
      count += 1
      const kept: Kept = { order, bytes: new Uint8Array() }
      uploads.set(String(count), kept)
      finish(kept)
      return { id: String(count), ...progress(kept) }
    },
    async put(order, file, { onProgress }) {
      ask(`put ${order.path}`)
      if (order.conflict === 'refuse' && server.files.has(order.path)) throw refusal('node-exists', 409)
      server.files.set(order.path, new Uint8Array(await file.arrayBuffer()))
      onProgress(order.size)
      return { offset: order.size, path: order.path }
    },
    async holds({ path, size }) {
      ask(`holds ${path}`)
      return server.files.get(path)?.length === size
    },
    async find(id) {
      ask('find')
      return progress(find(id))
    },
    async append(id, offset, bytes, { onProgress }) {
      ask(`append ${offset}`)
      const kept = find(id)
      if (offset !== kept.bytes.length) throw refusal('upload-offset-mismatch', 409)
      const came = new Uint8Array(await bytes.slice(0, server.cutAfter).arrayBuffer())
      const both = new Uint8Array(offset + came.length)
      both.set(kept.bytes)
      both.set(came, offset)
      kept.bytes = both
      onProgress(came.length)
      if (server.cutAfter !== undefined) {
        server.cutAfter = undefined
        throw unreachable()
      }
      finish(kept)
      return progress(kept)
    },
    async place(id, order) {
      ask(`place ${order.path} ${order.conflict}`)
      const kept = find(id)
      if (kept.bytes.length < order.size) throw refusal('upload-incomplete', 409)
      kept.order = order
      finish(kept)
      return progress(kept)
    },
    async remove(id) {
      ask('remove')
      uploads.delete(id)
    },
  }
  return server
}

/** A refusal of the server. */
export function refusal(code: string, status: number): Problem {
  return new Problem({ code, status, title: code })
}
