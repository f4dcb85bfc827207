import { createCipheriv, createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CommandFailure } from '../command-failure.ts'

/** A file that Ann has. */
export interface SourceFile {
  /** Its place in the folder that she shares: names joined with `/`. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  open(): AsyncIterable<Uint8Array>
}

/**
 * All files of a folder and below; links and whatever else is no file are left out.
 * @throws CommandFailure `no-files`, when there is nothing to show
 */
export async function filesOfFolder(folder: string): Promise<SourceFile[]> {
  const found = await listFiles(folder).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CommandFailure('no-files', `The files in ${folder} cannot be listed (${reason}).`, {
      status: 2,
    })
  })
  if (found.every(({ size }) => size === 0)) {
    throw new CommandFailure('no-files', `There is no file with any content in ${folder}.`, { status: 2 })
  }
  return found
}

/** The documentation of this program, and one large file that is made on the spot. */
export async function ownFiles(): Promise<SourceFile[]> {
  const docs = fileURLToPath(new URL('../../../../docs', import.meta.url))
  const files = await filesOfFolder(docs)
  return [...files.map((file) => ({ ...file, path: `${basename(docs)}/${file.path}` })), generatedFile]
}

const mebibyte = 2 ** 20

/** 64 MiB that look random and are the same each time. */
const generatedFile: SourceFile = {
  path: 'random-64-MiB.bin',
  size: 64 * mebibyte,
  async *open() {
    const key = createHash('sha256').update('isthmus demo').digest()
    const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16))
    const zeros = Buffer.alloc(mebibyte)
    for (let written = 0; written < generatedFile.size; written += mebibyte) yield cipher.update(zeros)
  },
}

async function listFiles(folder: string): Promise<SourceFile[]> {
  const root = resolve(folder)
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files: SourceFile[] = []
  for (const entry of entries.filter((found) => found.isFile())) {
    const file = join(entry.parentPath, entry.name)
    const { size } = await stat(file)
    files.push({
      path: file.slice(root.length + 1).replaceAll(sep, '/'),
      size,
      open: () => createReadStream(file),
    })
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

/** The folders that the files lie in, outer ones first. */
export function foldersOf(files: readonly SourceFile[]): string[] {
  const folders = new Set<string>()
  for (const { path } of files) {
    const names = path.split('/').slice(0, -1)
    for (const index of names.keys()) folders.add(names.slice(0, index + 1).join('/'))
  }
  return [...folders]
}
