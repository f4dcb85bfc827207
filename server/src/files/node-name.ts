import { type DavPath, isPathName, maxNameBytes } from '@isthmus/webdav'

/** Names are stored in NFC; macOS and some peers send decomposed ones. */
export function nfc(path: DavPath): DavPath {
  return path.map((name) => name.normalize('NFC'))
}

/**
 * The closest name that may be used, for names that others chose.
 * @param fallback - for what has no usable character at all
 */
export function usableName(name: string, fallback: string): string {
  const cleaned = name
    .toWellFormed()
    .normalize('NFC')
    .replace(/[/\p{Cc}]/gu, '_')
    .trim()
  const short = shortened(cleaned, maxNameBytes)
  return isPathName(short) ? short : fallback
}

/** A name, or a part of one, as searches compare it: without regard to case and to forms of the same letter. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

/** `Report.pdf` as `Report (2).pdf`; the first one has no number. */
export function numberedName(name: string, number: number): string {
  if (number === 1) return name
  const suffix = ` (${number})`
  const { stem, extension } = splitName(name)
  return shortened(stem, maxNameBytes - Buffer.byteLength(suffix + extension)) + suffix + extension
}

/** Cuts between characters, and keeps the extension where there is one. */
function shortened(name: string, maxBytes: number): string {
  if (Buffer.byteLength(name) <= maxBytes) return name
  const { stem, extension } = splitName(name)
  const room = maxBytes - Buffer.byteLength(extension)
  let short = ''
  let bytes = 0
  for (const character of stem) {
    bytes += Buffer.byteLength(character)
    if (bytes > room) break
    short += character
  }
  return short + extension
}

/** An extension is short: `v1.0 of the thing` has none. */
function splitName(name: string): { stem: string; extension: string } {
  const extension = /(?<=.)\.[^. ]{1,16}$/su.exec(name)?.[0] ?? ''
  return { stem: name.slice(0, name.length - extension.length), extension }
}
