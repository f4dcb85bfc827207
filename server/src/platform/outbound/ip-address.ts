import { isIPv4, isIPv6 } from 'node:net'

/** An address in one form, however it was spelled. */
export type IpAddress =
  | { readonly family: 4; readonly text: string }
  | {
      readonly family: 6
      readonly text: string
      /** Eight numbers of 16 bits. */
      readonly groups: readonly number[]
      /** Whether it is bound to an interface of this machine (`%eth0`, RFC 4007 11). */
      readonly zoned: boolean
    }

/**
 * Reads an address in every form that operating systems accept: dotted, decimal, octal, hexadecimal and shortened IPv4
 * (`127.1`, `0x7f000001`, `017700000001`), IPv6 with brackets, embedded IPv4 or a zone.
 * Returns `undefined` for what is a name or nothing at all.
 */
export function parseIpAddress(written: string): IpAddress | undefined {
  const bare = /^\[(.*)\]$/.exec(written)?.[1] ?? written.replace(/\.$/, '')
  const [address = '', zone] = bare.split('%', 2)
  if (isIPv6(address))
    return { family: 6, text: address, groups: groupsOf(address), zoned: zone !== undefined }
  const text = zone === undefined ? dottedForm(address) : undefined
  return text === undefined ? undefined : { family: 4, text }
}

/** The IPv4 address in two of the groups of an IPv6 address. */
export function embeddedIpv4(groups: readonly number[], first: number): string {
  const [high = 0, low = 0] = groups.slice(first, first + 2)
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.')
}

function groupsOf(address: string): readonly number[] {
  const [before = [], after] = address
    .split('::')
    .map((half) => half.split(':').filter(Boolean).flatMap(groupsOfPart))
  if (after === undefined) return before
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after]
}

function groupsOfPart(part: string): readonly number[] {
  if (!isIPv4(part)) return [Number.parseInt(part, 16)]
  const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number)
  return [a * 256 + b, c * 256 + d]
}

/** The rules of inet_aton(3): the last of fewer than four parts fills the bytes that remain. */
function dottedForm(written: string): string | undefined {
  const parts = written.split('.')
  const numbers = parts.map(numberOf)
  const last = numbers.pop()
  if (parts.length > 4 || last === undefined || last >= 256 ** (4 - numbers.length)) return undefined
  const bytes: number[] = []
  for (const number of numbers) {
    if (number === undefined || number > 255) return undefined
    bytes.push(number)
  }
  for (let place = 3 - numbers.length; place >= 0; place--) bytes.push(Math.floor(last / 256 ** place) % 256)
  return bytes.join('.')
}

function numberOf(part: string): number | undefined {
  if (/^0x[0-9a-f]*$/i.test(part)) return Number.parseInt(part.slice(2) || '0', 16)
  if (/^0[0-7]*$/.test(part)) return Number.parseInt(part, 8)
  return /^[1-9]\d*$/.test(part) ? Number(part) : undefined
}
