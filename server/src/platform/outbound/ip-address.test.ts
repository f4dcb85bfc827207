import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseIpAddress } from './ip-address.ts'

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['127.1', '127.0.0.1'],
  ['127.0.1', '127.0.0.1'],
  ['2130706433', '127.0.0.1'],
  ['0x7f000001', '127.0.0.1'],
  ['0X7F.0x0.0.1', '127.0.0.1'],
  ['017700000001', '127.0.0.1'],
  ['0177.0.0.01', '127.0.0.1'],
  ['10.258', '10.0.1.2'],
  ['192.168.257', '192.168.1.1'],
  ['0', '0.0.0.0'],
  ['4294967295', '255.255.255.255'],
  ['127.0.0.1.', '127.0.0.1'],
])('%s is the IPv4 address %s', (written, expected) => {
  expect(parseIpAddress(written)).toEqual({ family: 4, text: expected })
})

test.each([
  ['4294967296'],
  ['256.1'],
  ['1.2.3.256'],
  ['1.2.3.4.5'],
  ['08.1'],
  ['1..2'],
  ['cloud.example'],
  [''],
  ['.'],
  ['10.0.0.1%eth0'],
])('%j is no address', (written) => {
  expect(parseIpAddress(written)).toBeUndefined()
})

test.each([
  ['::', [0, 0, 0, 0, 0, 0, 0, 0]],
  ['[::1]', [0, 0, 0, 0, 0, 0, 0, 1]],
  ['2001:db8::a:0:1', [0x2001, 0xdb8, 0, 0, 0, 0xa, 0, 1]],
  ['::ffff:127.0.0.1', [0, 0, 0, 0, 0, 0xffff, 0x7f00, 1]],
  ['1:2:3:4:5:6:7:8', [1, 2, 3, 4, 5, 6, 7, 8]],
  ['1::', [1, 0, 0, 0, 0, 0, 0, 0]],
])('%s is an IPv6 address of eight groups', (written, groups) => {
  expect(parseIpAddress(written)).toMatchObject({ family: 6, groups, zoned: false })
})

test('an IPv6 address with a zone is marked', () => {
  expect(parseIpAddress('[fe80::1%eth0]')).toMatchObject({ family: 6, zoned: true })
})

test('every IPv4 address is the same one in dotted, decimal, octal and hexadecimal form', () => {
  fc.assert(
    fc.property(fc.ipV4(), (dotted) => {
      const number = dotted.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0)
      for (const written of [String(number), `0x${number.toString(16)}`, `0${number.toString(8)}`, dotted]) {
        expect(parseIpAddress(written)).toEqual({ family: 4, text: dotted })
      }
    }),
  )
})

test('every IPv6 address has eight groups of 16 bits', () => {
  fc.assert(
    fc.property(fc.ipV6(), (written) => {
      const address = parseIpAddress(written)
      const groups = address?.family === 6 ? address.groups : []
      expect(groups).toHaveLength(8)
      expect(groups.every((group) => group >= 0 && group <= 0xffff)).toBe(true)
    }),
  )
})
