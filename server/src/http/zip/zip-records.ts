/** The records of a ZIP archive, byte by byte (PKWARE APPNOTE 6.3.10, 4.3). */

/** An entry whose contents are about to be written. */
export interface StartedEntry {
  /** UTF-8; that of a folder ends in a slash. */
  readonly name: Uint8Array
  readonly kind: 'file' | 'folder'
  /** Epoch milliseconds. */
  readonly modifiedAt: number
  /** Its lengths are written with 64 bits. */
  readonly zip64: boolean
  /** Where its local header begins. */
  readonly offset: number
}

/** An entry that has been written. */
export interface ArchivedEntry extends StartedEntry {
  crc: number
  /** Bytes of the contents. */
  size: number
  /** The same as they stand in the archive. */
  written: number
}

const none = 0xffff_ffff
const most16 = 0xffff
/** 4.4.4: names are UTF-8; lengths and checksum follow the contents. */
const flags = { utf8: 0x0800, descriptor: 0x0008 }
/** 4.4.3: folders and Deflate; 64-bit lengths. */
const versions = { usual: 20, zip64: 45 }
const deflate = 8
/** 4.4.2: the attributes are those of Unix. */
const unix = 3

/** 4.3.7 */
export function localHeader(entry: StartedEntry): Uint8Array {
  // 4.5.3: here both lengths have to be there; the descriptor tells them.
  const extra = Buffer.concat([...(entry.zip64 ? [zip64Field([0, 0])] : []), timeField(entry.modifiedAt)])
  const length = entry.zip64 ? none : 0
  const fixed = record(30, 0x0403_4b50, [
    ...commonFields(entry),
    [4, 0],
    [4, length],
    [4, length],
    [2, entry.name.byteLength],
    [2, extra.byteLength],
  ])
  return Buffer.concat([fixed, entry.name, extra])
}

/** 4.3.9 */
export function dataDescriptor({ crc, size, written, zip64 }: ArchivedEntry): Uint8Array {
  if (!zip64 && Math.max(size, written) >= none) throw new Error('an entry is longer than 32 bits can tell')
  const width = zip64 ? 8 : 4
  return record(8 + 2 * width, 0x0807_4b50, [
    [4, crc],
    [width, written],
    [width, size],
  ])
}

/** 4.3.12 */
export function centralHeader(entry: ArchivedEntry): Uint8Array {
  const { crc, size, written, offset, zip64, kind, name } = entry
  const far = offset >= none
  const long = [...(zip64 ? [size, written] : []), ...(far ? [offset] : [])]
  const extra = Buffer.concat([...(long.length > 0 ? [zip64Field(long)] : []), timeField(entry.modifiedAt)])
  const isFolder = kind === 'folder'
  const fixed = record(46, 0x0201_4b50, [
    [2, (unix << 8) | versions.zip64],
    ...commonFields({ ...entry, zip64: zip64 || far }),
    [4, crc],
    [4, zip64 ? none : written],
    [4, zip64 ? none : size],
    [2, name.byteLength],
    [2, extra.byteLength],
    [2, 0],
    [2, 0],
    [2, 0],
    // The mode of Unix above, the attribute of DOS for folders below.
    [4, (isFolder ? 0o040755 : 0o100644) * 0x1_0000 + (isFolder ? 0x10 : 0)],
    [4, far ? none : offset],
  ])
  return Buffer.concat([fixed, name, extra])
}

/** 4.3.14 to 4.3.16; those with 64 bits only where they are needed, because some programs do not know them. */
export function endOfArchive({
  entries,
  directorySize,
  directoryOffset,
}: {
  entries: number
  directorySize: number
  directoryOffset: number
}): Uint8Array {
  const zip64 = entries >= most16 || directorySize >= none || directoryOffset >= none
  const end = record(22, 0x0605_4b50, [
    [2, 0],
    [2, 0],
    [2, Math.min(entries, most16)],
    [2, Math.min(entries, most16)],
    [4, Math.min(directorySize, none)],
    [4, Math.min(directoryOffset, none)],
    [2, 0],
  ])
  if (!zip64) return end
  const end64 = record(56, 0x0606_4b50, [
    [8, 44],
    [2, (unix << 8) | versions.zip64],
    [2, versions.zip64],
    [4, 0],
    [4, 0],
    [8, entries],
    [8, entries],
    [8, directorySize],
    [8, directoryOffset],
  ])
  const locator = record(20, 0x0706_4b50, [
    [4, 0],
    [8, directoryOffset + directorySize],
    [4, 1],
  ])
  return Buffer.concat([end64, locator, end])
}

/** Version needed, flags, method, time and date: the same in both headers. */
function commonFields({ kind, zip64, modifiedAt }: StartedEntry): Field[] {
  const isFile = kind === 'file'
  return [
    [2, zip64 ? versions.zip64 : versions.usual],
    [2, flags.utf8 | (isFile ? flags.descriptor : 0)],
    [2, isFile ? deflate : 0],
    [4, dosTime(modifiedAt)],
  ]
}

/** 4.4.6: date and time in steps of two seconds, without a zone; UTC here. */
function dosTime(milliseconds: number): number {
  const at = new Date(Math.min(Math.max(milliseconds, Date.UTC(1980, 0)), Date.UTC(2107, 11, 31)))
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
  return date * 0x1_0000 + time
}

/** 4.6.1, `UT` of Info-ZIP: the time of the last change in seconds, in UTC, which programs prefer to the one above. */
function timeField(milliseconds: number): Uint8Array {
  const seconds = Math.trunc(milliseconds / 1000)
  if (seconds < 0 || seconds > 0x7fff_ffff) return new Uint8Array()
  const field = Buffer.alloc(9)
  field.writeUInt16LE(0x5455, 0)
  field.writeUInt16LE(5, 2)
  field.writeUInt8(1, 4)
  field.writeInt32LE(seconds, 5)
  return field
}

/** 4.5.3 */
function zip64Field(numbers: readonly number[]): Uint8Array {
  const field = Buffer.alloc(4 + 8 * numbers.length)
  field.writeUInt16LE(0x0001, 0)
  field.writeUInt16LE(8 * numbers.length, 2)
  for (const [at, number] of numbers.entries()) field.writeBigUInt64LE(BigInt(number), 4 + 8 * at)
  return field
}

/** Width in bytes, and value. */
type Field = readonly [width: 2 | 4 | 8, value: number]

function record(length: number, signature: number, fields: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(length)
  bytes.writeUInt32LE(signature, 0)
  let at = 4
  for (const [width, value] of fields) {
    if (width === 8) bytes.writeBigUInt64LE(BigInt(value), at)
    else bytes.writeUIntLE(value, at, width)
    at += width
  }
  return bytes
}
