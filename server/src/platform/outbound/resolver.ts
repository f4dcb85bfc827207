import { lookup, Resolver } from 'node:dns/promises'
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'

/** All addresses of a host name. Rejects when there is none. */
export type Resolve = (name: string) => Promise<readonly string[]>

/**
 * Asks /etc/hosts, then DNS directly.
 *
 * The usual look-up of the system (`getaddrinfo`) occupies one of the few threads that file access needs too, for many
 * seconds when a name server is dead: a few broken names would halt everything. Only names that DNS does not know,
 * such as those with a search domain or of the local network (`.local`), go that way.
 */
export function createSystemResolver(hostsFile = '/etc/hosts'): Resolve {
  const dns = new Resolver({ timeout: 2000, tries: 2 })
  return async (name) => {
    const host = name.replace(/\.$/, '').toLowerCase()
    const listed = addressesIn(await textOf(hostsFile), host)
    if (listed.length > 0) return listed
    if (!host.includes('.') || host.endsWith('.local')) {
      return (await lookup(name, { all: true, order: 'verbatim' })).map(({ address }) => address)
    }
    const [six, four] = await Promise.allSettled([dns.resolve6(host), dns.resolve4(host)])
    const found = [six, four].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
    if (found.length === 0 && four.status === 'rejected') throw four.reason
    return found
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    // No such file on some systems: DNS alone decides then.
    return ''
  }
}

function addressesIn(hosts: string, name: string): readonly string[] {
  return hosts.split('\n').flatMap((line) => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().toLowerCase().split(/\s+/)
    return isIP(address) !== 0 && names.includes(name) ? [address] : []
  })
}
