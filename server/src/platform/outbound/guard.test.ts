import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classifyAddress, isForbiddenAddress, isForbiddenName } from './guard.ts'

describe('an address is public', () => {
  test.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.0.1',
    '172.15.255.255',
    '172.32.0.0',
    '168.63.129.15',
    '192.167.1.1',
    '198.17.0.1',
    '198.20.0.0',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2001:4860:4860::8888',
    '::ffff:1.1.1.1',
    '64:ff9b::1.1.1.1',
    '2002:101:101::1',
    '16843009',
  ])('when it is %s', (address) => {
    expect(classifyAddress(address)).toBe('public')
  })
})

describe('an address is private', () => {
  test.each([
    '127.0.0.1',
    '127.255.255.255',
    '127.1',
    '0x7f.1',
    '2130706433',
    '017700000001',
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '192.168.257',
    '100.64.0.1',
    '100.127.255.255',
    '198.18.0.1',
    '198.19.255.255',
    '::1',
    '[::1]',
    '0:0:0:0:0:0:0:1',
    'fc00::1',
    'fdff::1',
    'fd00:ec3::1',
    'fd20:ce::255',
    '100.100.100.201',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '::FFFF:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
    '2002:7f00:1::',
    '2002:c0a8:1::1',
    '10.0.0.1.',
  ])('when it is %s', (address) => {
    expect(classifyAddress(address)).toBe('private')
  })
})

describe('an address is never dialled', () => {
  test.each([
    '0.0.0.0',
    '0',
    '0.1.2.3',
    '169.254.169.254',
    '0xa9fea9fe',
    '100.100.100.200',
    '168.63.129.16',
    '::ffff:168.63.129.16',
    'fd00:ec2::254',
    'fd00:ec2:0:0::23',
    'fd00:c1::a9fe:a9fe',
    'fd20:ce::254',
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::2',
    '::127.0.0.1',
    '::10.0.0.1',
    'fe80::1',
    'fe80::1%eth0',
    '2606:4700::1%eth0',
    'febf::1',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
    '3fff::1',
    '2001::1',
    '2001:10::1',
    '100::1',
    '64:ff9b:1::1',
    '::ffff:0:127.0.0.1',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::',
    '4000::1',
    'localhost',
    'cloud.example',
    '',
    '1.2.3.4.5',
  ])('when it is %j', (address) => {
    expect(classifyAddress(address)).toBe('never')
  })
})

test('private addresses are forbidden unless the switch is on, the others of no use always', () => {
  expect(['10.0.0.1', '0.0.0.0', '1.1.1.1'].map((address) => isForbiddenAddress(address, false))).toEqual([
    true,
    true,
    false,
  ])
  expect(['10.0.0.1', '0.0.0.0', '1.1.1.1'].map((address) => isForbiddenAddress(address, true))).toEqual([
    false,
    true,
    false,
  ])
})

test('names of this machine are forbidden unless the switch is on', () => {
  for (const name of ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'a.localhost.']) {
    expect(isForbiddenName(name, false), name).toBe(true)
    expect(isForbiddenName(name, true), name).toBe(false)
  }
  expect(isForbiddenName('localhost.example', false)).toBe(false)
  expect(isForbiddenName('mylocalhost', false)).toBe(false)
})

test('an IPv4 address is judged alike in every form that leads to it', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const expected = classifyAddress(address)
      for (const form of [`::ffff:${address}`, `[::ffff:${address}]`, `64:ff9b::${address}`, `${address}.`]) {
        expect(classifyAddress(form), form).toBe(expected)
      }
    }),
  )
})

test('whatever is written is judged without failing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.ipV6(), fc.stringMatching(/^[0-9a-fx:.%[\]]*$/)), (written) => {
      expect(['public', 'private', 'never']).toContain(classifyAddress(written))
    }),
  )
})
