import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { fault } from '../errors.ts'

/** A file of a backup as it was written. */
const fileSchema = z.strictObject({
  size: z.int().nonnegative(),
  /** Lower-case hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

const manifestSchema = z.strictObject({
  format: z.literal(1),
  /** Version of the program that wrote it. */
  program: z.string(),
  createdAt: z.iso.datetime(),
  /** Id of the installation. */
  instance: z.string(),
  /** `isthmus.dump` is that of a database on PostgreSQL. Without any when somebody else sees to that. */
  files: z.strictObject({
    'isthmus.db': fileSchema.exactOptional(),
    'isthmus.dump': fileSchema.exactOptional(),
    'sealing.key': fileSchema,
    'blobs.list': fileSchema,
  }),
  /** Those in the list: how many, and how many bytes together. */
  blobs: z.strictObject({ count: z.int().nonnegative(), bytes: z.int().nonnegative() }),
  /** Blobs that the data folder did not have as its database says: they were lost before. */
  missing: z.array(z.string()),
})

/** What a backup is made of. */
export type Manifest = z.output<typeof manifestSchema>
export type FileFacts = z.output<typeof fileSchema>

const manifestName = 'manifest.json'

/** Writes the manifest into the folder of a backup, durably. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await using file = await open(join(folder, manifestName), 'wx', 0o600)
  await file.writeFile(`${JSON.stringify(manifest, undefined, 2)}\n`)
  await file.sync()
}

/** @throws IsthmusError `backup-damaged` */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, manifestName)
  const read = manifestSchema.safeParse(jsonOf(await readFile(path, 'utf8')))
  if (!read.success) {
    throw fault('backup-damaged', { detail: `${path} cannot be read, or a newer program wrote it.` })
  }
  return read.data
}

/** Reads a file to its end. */
export async function measureFile(path: string): Promise<FileFacts> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk as Buffer)
    size += (chunk as Buffer).length
  }
  return { size, sha256: hash.digest('hex') }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
