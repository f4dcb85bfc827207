import { randomBytes } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { link, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { fault } from '../errors.ts'
import { syncFolder } from '../sync-folder.ts'

/** The keys that the database is useless without. They lie beside it, never in it, and belong to every backup. */
export interface SealingKeys {
  /** Root of all lookup values; never replaced, because those could not be computed again. */
  readonly root: Buffer
  /** By id; values sealed with an older one stay readable. */
  readonly sealing: ReadonlyMap<string, Buffer>
  /** Id of the key for new values. */
  readonly active: string
}

const key = z.base64url().transform((text, context) => {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== 32) context.addIssue({ code: 'custom', message: 'expected 32 bytes' })
  return bytes
})

const keyFileSchema = z
  .strictObject({
    version: z.literal(1),
    root: key,
    active: z.string(),
    keys: z.array(z.strictObject({ id: z.string().regex(/^k\d{1,6}$/), key, createdAt: z.iso.datetime() })),
  })
  .refine(({ active, keys }) => keys.some(({ id }) => id === active))

type KeyFile = z.output<typeof keyFileSchema>

/** What a key file is made with. */
export interface KeyFileOptions {
  readonly clock: Pick<Clock, 'now'>
  readonly random?: (size: number) => Uint8Array
  /** Whether something was sealed before, so that a file which is missing is lost. Default: false. */
  readonly mustExist?: boolean
}

/**
 * Reads the key file; makes one when there is none, which is the first start.
 * @throws {IsthmusError} `key-file-exposed` when others than its owner may read it, `key-file-damaged`
 */
export async function openKeyFile(
  path: string,
  { clock, random = randomBytes, mustExist = false }: KeyFileOptions,
): Promise<SealingKeys> {
  const existing = readKeyFile(path)
  if (existing !== undefined) return keysOf(existing)
  if (mustExist) throw missing(path)
  const id = 'k1'
  const created: KeyFile = {
    version: 1,
    root: Buffer.from(random(32)),
    active: id,
    keys: [newKey(id, clock, random)],
  }
  await writeDurably(path, created, 'create')
  // Another process may have been faster; its keys count then.
  return keysOf(readKeyFile(path) ?? created)
}

/**
 * Adds a key for new values and makes it the active one.
 * @throws {IsthmusError} as `openKeyFile`
 */
export async function addKey(
  path: string,
  { clock, random = randomBytes }: KeyFileOptions,
): Promise<SealingKeys> {
  const file = readKeyFile(path)
  if (file === undefined) throw missing(path)
  const id = `k${Math.max(...file.keys.map((known) => Number(known.id.slice(1)))) + 1}`
  const extended: KeyFile = { ...file, active: id, keys: [...file.keys, newKey(id, clock, random)] }
  await writeDurably(path, extended, 'replace')
  return keysOf(extended)
}

/** What may be shown of a sealing key. */
export interface SealingKeyFacts {
  /** `k1`, as the values name it that it has sealed. */
  readonly id: string
  /** ISO 8601 */
  readonly createdAt: string
  /** Whether it seals what is stored from now on. */
  readonly active: boolean
}

/**
 * The sealing keys in the order in which they were made, without the keys themselves.
 * @throws {IsthmusError} as `openKeyFile`
 */
export function describeKeys(path: string): readonly SealingKeyFacts[] {
  const file = readKeyFile(path)
  if (file === undefined) throw missing(path)
  return file.keys.map(({ id, createdAt }) => ({ id, createdAt, active: id === file.active }))
}

/** The keys as they are in the file now. @throws {IsthmusError} as `openKeyFile` */
export function reloadKeys(path: string): SealingKeys {
  const file = readKeyFile(path)
  if (file === undefined) throw missing(path)
  return keysOf(file)
}

function missing(path: string): Error {
  return fault('key-file-damaged', { detail: `${path} is missing.` })
}

function keysOf({ root, active, keys }: KeyFile): SealingKeys {
  return { root, active, sealing: new Map(keys.map((entry) => [entry.id, entry.key])) }
}

function newKey(
  id: string,
  clock: Pick<Clock, 'now'>,
  random: (size: number) => Uint8Array,
): KeyFile['keys'][number] {
  return { id, key: Buffer.from(random(32)), createdAt: new Date(clock.now()).toISOString() }
}

/** At once: a value may have to be opened in the middle of something, with a key that another process has added. */
function readKeyFile(path: string): KeyFile | undefined {
  let text: string
  try {
    const { mode } = statSync(path)
    if ((mode & 0o077) !== 0) throw fault('key-file-exposed', { detail: path })
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  const parsed = keyFileSchema.safeParse(jsonOf(text))
  // The reasons of zod would quote the keys.
  if (!parsed.success) throw fault('key-file-damaged', { detail: path })
  return parsed.data
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function textOf({ version, root, active, keys }: KeyFile): string {
  const text = (bytes: Buffer): string => bytes.toString('base64url')
  const entries = keys.map((entry) => ({ ...entry, key: text(entry.key) }))
  return `${JSON.stringify({ version, root: text(root), active, keys: entries }, undefined, 2)}\n`
}

/** The file is complete under its name or not there at all, whatever happens to the machine. */
async function writeDurably(path: string, file: KeyFile, how: 'create' | 'replace'): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`)
  try {
    await writeAndSync(temporary, textOf(file))
    if (how === 'replace') await rename(temporary, path)
    else await linkUnlessThere(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
  await syncFolder(dirname(path))
}

async function writeAndSync(path: string, text: string): Promise<void> {
  await using file = await open(path, 'wx', 0o600)
  await file.writeFile(text)
  await file.sync()
}

/** Unlike a rename this never replaces the keys that another process has just made. */
async function linkUnlessThere(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}
