/**
 * The guard against requests forged through this server: which addresses it may connect to.
 *
 * Other servers and users choose host names; without a guard they could reach what only this machine can reach. Every
 * address is judged in the form in which it is dialled, so neither spelling nor DNS can lead around it.
 */
import { BlockList } from 'node:net'
import { embeddedIpv4, parseIpAddress } from './ip-address.ts'

/** `private`: reachable in closed networks, allowed by a switch. `never`: no server of a federation can be there. */
export type AddressClass = 'public' | 'private' | 'never'

/** Whether this server may connect to `address`; what is not an address at all is forbidden. */
export function isForbiddenAddress(address: string, allowPrivateNetworks: boolean): boolean {
  const found = classifyAddress(address)
  return found === 'never' || (found === 'private' && !allowPrivateNetworks)
}

/**
 * Whether a name stands for this machine itself, so that DNS need not be asked (RFC 6761 6.3).
 * @param name - host name in any case, with or without the dot at its end
 */
export function isForbiddenName(name: string, allowPrivateNetworks: boolean): boolean {
  return !allowPrivateNetworks && /(^|\.)localhost\.?$/i.test(name)
}

/** Sorts an address in any spelling; what is not an address is `never`. */
export function classifyAddress(written: string): AddressClass {
  const address = parseIpAddress(written)
  if (address === undefined) return 'never'
  if (address.family === 4) return classifyIpv4(address.text)
  if (address.zoned) return 'never'
  for (const { network, first } of embedding) {
    if (network.check(address.text, 'ipv6')) return classifyIpv4(embeddedIpv4(address.groups, first))
  }
  if (reservedIpv6.check(address.text, 'ipv6')) return 'never'
  if (privateIpv6.check(address.text, 'ipv6')) return 'private'
  return globalIpv6.check(address.text, 'ipv6') ? 'public' : 'never'
}

function classifyIpv4(text: string): AddressClass {
  if (reservedIpv4.check(text, 'ipv4')) return 'never'
  return privateIpv4.check(text, 'ipv4') ? 'private' : 'public'
}

// The ranges are those of the IANA special-purpose address registries (RFC 6890 and its updates), and the addresses in
// private and public ones at which cloud providers give credentials and settings to whoever asks from a machine there.

const privateIpv4 = networks(
  '10.0.0.0/8', // private use, RFC 1918
  '100.64.0.0/10', // carrier-grade NAT, RFC 6598
  '127.0.0.0/8', // loopback
  '172.16.0.0/12', // private use
  '192.168.0.0/16', // private use
  '198.18.0.0/15', // benchmarking, RFC 2544
)

const reservedIpv4 = networks(
  '0.0.0.0/8', // this host; connecting to it reaches loopback
  '100.100.100.200/32', // instance metadata of Alibaba Cloud
  '168.63.129.16/32', // platform of Azure
  '169.254.0.0/16', // link local, RFC 3927; instance metadata of most cloud providers
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation, RFC 5737
  '192.88.99.0/24', // relays of 6to4, RFC 7526
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, limited broadcast
)

const privateIpv6 = networks('::1/128', 'fc00::/7') // loopback; unique local, RFC 4193

// All that is assigned for global use (RFC 4291 2.4); link local, multicast and unspecified lie outside.
const globalIpv6 = networks('2000::/3')

const reservedIpv6 = networks(
  '2001::/23', // protocol assignments, Teredo among them
  '2001:db8::/32', // documentation, RFC 3849
  '3fff::/20', // documentation, RFC 9637
  'fd00:c1::a9fe:a9fe/128', // instance metadata of Oracle Cloud
  'fd00:ec2::/32', // instance metadata, pod identities, name and time servers of AWS
  'fd20:ce::254/128', // instance metadata of Google Cloud
)

/** IPv6 networks whose addresses lead to an IPv4 address, which is then what counts. */
const embedding = [
  { network: networks('::ffff:0:0/96'), first: 6 }, // IPv4-mapped, RFC 4291 2.5.5.2
  { network: networks('64:ff9b::/96'), first: 6 }, // NAT64, RFC 6052
  { network: networks('2002::/16'), first: 1 }, // 6to4, RFC 3056
]

function networks(...ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/')
    list.addSubnet(address, Number(prefix), address.includes(':') ? 'ipv6' : 'ipv4')
  }
  return list
}
