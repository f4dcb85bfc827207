/** Text as a file holds it, and as a person changes it. */
export interface TextFile {
  /** Lines end with `\n`. */
  readonly text: string
  /** How lines end in the file. */
  readonly lineEnd: '\n' | '\r\n'
  /** Whether it begins with a byte order mark. */
  readonly hasMark: boolean
  /** False when it is in an encoding in which it could not be written again. */
  readonly isEditable: boolean
}

const mark = '\u{FEFF}'

/**
 * Reads bytes as text: UTF-8, UTF-16 where it says so, and what is none as Western European text, which has a letter for
 * every byte.
 * @param isCut - only the beginning is here, which may end within a letter
 */
export function readText(bytes: ArrayBuffer, isCut = false): TextFile {
  const { text: whole, isEditable } = decode(bytes, isCut)
  const hasMark = whole.startsWith(mark)
  const text = hasMark ? whole.slice(mark.length) : whole
  const long = text.split('\r\n').length - 1
  const all = text.split('\n').length - 1
  return {
    text: text.replaceAll('\r\n', '\n'),
    lineEnd: long > all / 2 ? '\r\n' : '\n',
    hasMark,
    isEditable: isEditable && !text.includes('\0'),
  }
}

/** The bytes of a changed text: marked, and with lines that end, as they were. */
export function writeText(text: string, { lineEnd, hasMark }: Pick<TextFile, 'lineEnd' | 'hasMark'>): string {
  return (hasMark ? mark : '') + text.replaceAll('\n', lineEnd)
}

function decode(bytes: ArrayBuffer, isCut: boolean): Pick<TextFile, 'text' | 'isEditable'> {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength))
  if (first === 0xff && second === 0xfe) return { text: decodeAs('utf-16le', bytes), isEditable: false }
  if (first === 0xfe && second === 0xff) return { text: decodeAs('utf-16be', bytes), isEditable: false }
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    const text = decoder.decode(bytes, { stream: isCut })
    return { text, isEditable: true }
  } catch {
    return { text: decodeAs('windows-1252', bytes), isEditable: false }
  }
}

function decodeAs(encoding: string, bytes: ArrayBuffer): string {
  return new TextDecoder(encoding).decode(bytes)
}
