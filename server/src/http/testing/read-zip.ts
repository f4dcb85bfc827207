import { crc32, inflateRawSync } from 'node:zlib'

/** An entry as a program finds it that reads the directory at the end. */
interface ReadEntry {
  readonly name: string
  readonly contents: Buffer
  readonly modifiedAt: number
}

/** Reads an archive strictly. @throws when anything in it does not fit together */
export function readZip(archive: Buffer): ReadEntry[] {
  const { count, offset } = findDirectory(archive)
  const entries: ReadEntry[] = []
  let at = offset
  for (let index = 0; index < count; index += 1) {
    expectSignature(archive, at, 0x0201_4b50)
    const nameLength = archive.readUInt16LE(at + 28)
    const extraLength = archive.readUInt16LE(at + 30)
    const name = archive.subarray(at + 46, at + 46 + nameLength)
    const extra = archive.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
    const long = zip64Numbers(extra)
    const [size = 0, written = 0, header = 0] = [24, 20, 42].map((field) => {
      const value = archive.readUInt32LE(at + field)
      return value === 0xffff_ffff ? Number(long.shift()) : value
    })
    const contents = contentsAt(archive, header, name, written, archive.readUInt16LE(at + 10))
    if (contents.byteLength !== size || crc32(contents) !== archive.readUInt32LE(at + 16)) {
      throw new Error(`${String(name)} is damaged`)
    }
    entries.push({ name: String(name), contents, modifiedAt: timeOf(extra) * 1000 })
    at += 46 + nameLength + extraLength
  }
  return entries
}

function findDirectory(archive: Buffer): { count: number; offset: number } {
  const end = archive.byteLength - 22
  expectSignature(archive, end, 0x0605_4b50)
  const usual = { count: archive.readUInt16LE(end + 10), offset: archive.readUInt32LE(end + 16) }
  if (usual.count < 0xffff && usual.offset < 0xffff_ffff) return usual
  expectSignature(archive, end - 20, 0x0706_4b50)
  const end64 = Number(archive.readBigUInt64LE(end - 12))
  expectSignature(archive, end64, 0x0606_4b50)
  return {
    count: Number(archive.readBigUInt64LE(end64 + 32)),
    offset: Number(archive.readBigUInt64LE(end64 + 48)),
  }
}

function contentsAt(archive: Buffer, at: number, name: Buffer, written: number, method: number): Buffer {
  expectSignature(archive, at, 0x0403_4b50)
  const nameLength = archive.readUInt16LE(at + 26)
  if (!archive.subarray(at + 30, at + 30 + nameLength).equals(name)) throw new Error('two names')
  const begin = at + 30 + nameLength + archive.readUInt16LE(at + 28)
  const bytes = archive.subarray(begin, begin + written)
  return method === 0 ? bytes : inflateRawSync(bytes)
}

function* fields(extra: Buffer): Generator<[id: number, data: Buffer]> {
  for (let at = 0; at < extra.byteLength; ) {
    const length = extra.readUInt16LE(at + 2)
    yield [extra.readUInt16LE(at), extra.subarray(at + 4, at + 4 + length)]
    at += 4 + length
  }
}

function zip64Numbers(extra: Buffer): bigint[] {
  const data = [...fields(extra)].find(([id]) => id === 1)?.[1] ?? Buffer.alloc(0)
  return Array.from({ length: data.byteLength / 8 }, (_, index) => data.readBigUInt64LE(8 * index))
}

function timeOf(extra: Buffer): number {
  return [...fields(extra)].find(([id]) => id === 0x5455)?.[1].readInt32LE(1) ?? 0
}

function expectSignature(archive: Buffer, at: number, signature: number): void {
  if (archive.readUInt32LE(at) !== signature) throw new Error(`no ${signature.toString(16)} at ${at}`)
}
