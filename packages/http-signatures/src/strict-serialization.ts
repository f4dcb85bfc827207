/**
 * The strict serialization of structured fields (RFC 9421 2.1.1, RFC 9651 4.1), made from their text in one pass.
 *
 * A parser that gives values loses what a signature needs: the Decimal `1.0` would come out as the Integer `1`.
 */
import { isUtf8 } from 'node:buffer'
import { maxStructuredFieldLength, type StructuredFieldType } from './structured-fields.ts'

/** The strict serialization of a field, or undefined when its value is not of that type. */
export function reserialize(value: string, type: StructuredFieldType): string | undefined {
  return attempt(() => {
    const reader = new Reader(value)
    if (type === 'item') return reader.wholeItem()
    return type === 'list' ? reader.list().join(', ') : printDictionary(reader.dictionary())
  })
}

/** The strict serialization of one member of a Dictionary (RFC 9421 2.1.2), without its key. */
export function reserializeMember(value: string, key: string): string | undefined {
  return attempt(() => {
    const member = new Reader(value).dictionary().get(key)
    return member && member.value + member.parameters
  })
}

interface Member {
  readonly value: string
  readonly parameters: string
}

function printDictionary(members: ReadonlyMap<string, Member>): string {
  return [...members]
    .map(([key, { value, parameters }]) => key + (value === '?1' ? '' : `=${value}`) + parameters)
    .join(', ')
}

/** What is not of the grammar; never leaves this module. */
class GrammarError extends Error {}

function attempt(read: () => string | undefined): string | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof GrammarError) return undefined
    throw error
  }
}

/** The kinds of bare items (RFC 9651 3.3), and how the text of each is written strictly. */
const bareItems: readonly (readonly [RegExp, (text: string) => string])[] = [
  [/-?\d{1,12}\.\d{1,3}(?!\d)/y, (text) => text.replace(/^(-?)0+(?=\d)/, '$1').replace(/(\.\d+?)0+$/, '$1')],
  [/-?\d{1,15}(?![\d.])/y, integer],
  [/"(?:[ !#-[\]-~]|\\["\\])*"/y, (text) => text],
  [/[A-Za-z*][!#$%&'*+\-.^_`|~0-9A-Za-z:/]*/y, (text) => text],
  [/:[A-Za-z0-9+/]*={0,2}:/y, byteSequence],
  [/\?[01]/y, (text) => text],
  [/@-?\d{1,15}(?![\d.])/y, (text) => `@${integer(text.slice(1))}`],
  [/%"(?:[ !#$&-~]|%[0-9a-f]{2})*"/y, displayString],
]

function integer(text: string): string {
  return String(Number(text))
}

// RFC 9651 4.2.7: padding may be missing, and bits behind the last byte may be set.
function byteSequence(text: string): string {
  const base64 = text.slice(1, -1)
  const left = base64.length % 4
  if (left === 1 || (left > 0 && base64.endsWith('='))) throw new GrammarError()
  return `:${Buffer.from(base64, 'base64').toString('base64')}:`
}

// RFC 9651 4.1.11: only what has to be is percent-encoded.
function displayString(text: string): string {
  const bytes = Buffer.from(
    text.slice(2, -1).replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
  if (!isUtf8(bytes)) throw new GrammarError()
  const written = [...bytes].map((byte) => {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x25 && byte !== 0x22
    return plain ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`
  })
  return `%"${written.join('')}"`
}

/** Reads a field from its start to its end (RFC 9651 4.2). What it gives is written strictly already. */
class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    if (text.length > maxStructuredFieldLength) throw new GrammarError()
    this.#text = text
    this.#skip(/ */y)
  }

  wholeItem(): string {
    const { value, parameters } = this.#item()
    this.#skip(/ */y)
    if (!this.#ends()) throw new GrammarError()
    return value + parameters
  }

  list(): readonly string[] {
    const members: string[] = []
    this.#eachMember(() => {
      const { value, parameters } = this.#member()
      members.push(value + parameters)
    })
    return members
  }

  dictionary(): ReadonlyMap<string, Member> {
    const members = new Map<string, Member>()
    this.#eachMember(() => {
      const key = this.#key()
      // A key that comes again keeps its place and has the last value.
      members.set(key, this.#take('=') ? this.#member() : { value: '?1', parameters: this.#parameters() })
    })
    return members
  }

  #eachMember(read: () => void): void {
    while (!this.#ends()) {
      read()
      this.#skip(/[ \t]*/y)
      if (this.#ends()) return
      if (!this.#take(',')) throw new GrammarError()
      this.#skip(/[ \t]*/y)
      if (this.#ends()) throw new GrammarError()
    }
  }

  #member(): Member {
    return this.#take('(') ? this.#innerList() : this.#item()
  }

  #innerList(): Member {
    const items: string[] = []
    for (;;) {
      this.#skip(/ */y)
      if (this.#take(')')) return { value: `(${items.join(' ')})`, parameters: this.#parameters() }
      const { value, parameters } = this.#item()
      items.push(value + parameters)
      if (!/[ )]/.test(this.#next)) throw new GrammarError()
    }
  }

  #item(): Member {
    return { value: this.#bareItem(), parameters: this.#parameters() }
  }

  #parameters(): string {
    const parameters = new Map<string, string>()
    while (this.#take(';')) {
      this.#skip(/ */y)
      parameters.set(this.#key(), this.#take('=') ? this.#bareItem() : '?1')
    }
    return [...parameters].map(([key, value]) => `;${key}${value === '?1' ? '' : `=${value}`}`).join('')
  }

  #key(): string {
    return this.#match(/[a-z*][a-z0-9_\-.*]*/y) ?? fail()
  }

  #bareItem(): string {
    for (const [pattern, write] of bareItems) {
      const text = this.#match(pattern)
      if (text !== undefined) return write(text)
    }
    return fail()
  }

  get #next(): string {
    return this.#text.charAt(this.#at)
  }

  #ends(): boolean {
    return this.#at === this.#text.length
  }

  #take(character: string): boolean {
    const taken = this.#next === character
    if (taken) this.#at += 1
    return taken
  }

  #skip(pattern: RegExp): void {
    this.#match(pattern)
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const [text] = pattern.exec(this.#text) ?? []
    this.#at += text?.length ?? 0
    return text
  }
}

function fail(): never {
  throw new GrammarError()
}
