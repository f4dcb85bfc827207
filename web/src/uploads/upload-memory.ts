import type { Upload } from './upload.ts'

/** What is kept of an upload for when the page is loaded anew in the middle of it. */
export interface RememberedUpload {
  readonly upload: Upload
  /** Whose it is: several people may use one browser. */
  readonly username: string
  /** The page that works at it. */
  readonly page: string
  /** When it was begun, epoch milliseconds. */
  readonly begunAt: number
}

/** Uploads in the browser's own database, with what gives access to their files where the browser lets a page keep that. */
export interface UploadMemory {
  keep(uploads: readonly RememberedUpload[], roots?: ReadonlyMap<string, FileSystemHandle>): Promise<void>
  /** Notes that an upload has changed; nothing when it is not kept. */
  note(upload: Upload): Promise<void>
  forget(ids: readonly string[]): Promise<void>
  all(): Promise<readonly RememberedUpload[]>
  root(key: string): Promise<FileSystemHandle | undefined>
}

/** @throws DOMException when the browser has no place for it */
export async function openUploadMemory(): Promise<UploadMemory> {
  const database = await open()
  const begin = (...mode: ['readonly' | 'readwrite']) => {
    const transaction = database.transaction(['uploads', 'roots'], ...mode)
    return {
      uploads: transaction.objectStore('uploads'),
      roots: transaction.objectStore('roots'),
      done: new Promise<void>((resolve, reject) => {
        transaction.addEventListener('complete', () => resolve())
        transaction.addEventListener('abort', () => reject(faultOf(transaction)))
      }),
    }
  }
  return {
    async keep(kept, handles = new Map()) {
      const { uploads, roots, done } = begin('readwrite')
      for (const one of kept) uploads.put(one, one.upload.id)
      for (const [key, handle] of handles) roots.put(handle, key)
      await done
    },
    async note(upload) {
      const { uploads, done } = begin('readwrite')
      const request = uploads.get(upload.id)
      request.addEventListener('success', () => {
        const record = request.result as RememberedUpload | undefined
        if (record) uploads.put({ ...record, upload: { ...record.upload, ...upload } }, upload.id)
      })
      await done
    },
    async forget(ids) {
      const { uploads, roots, done } = begin('readwrite')
      for (const id of ids) uploads.delete(id)
      // What gives access to files is not kept longer than any of them is waited for.
      const left = uploads.count()
      left.addEventListener('success', () => {
        if (left.result === 0) roots.clear()
      })
      await done
    },
    async all() {
      return (await answer(begin('readonly').uploads.getAll())) as RememberedUpload[]
    },
    async root(key) {
      return (await answer(begin('readonly').roots.get(key))) as FileSystemHandle | undefined
    },
  }
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('isthmus-uploads', 1)
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore('uploads')
    request.result.createObjectStore('roots')
  })
  await answer(request)
  return request.result
}

async function answer<T>(request: IDBRequest<T>): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(faultOf(request)))
  })
}

function faultOf({ error }: { readonly error: DOMException | null }): Error {
  return error ?? new Error('The browser keeps nothing.')
}
