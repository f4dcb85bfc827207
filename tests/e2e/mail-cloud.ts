/** What the tests of mail have in common: a cloud that sends it, and who does something there. */
import { type Network, type NetworkServer, network, type Person, type ReceivedMail } from '@isthmus/testkit'

/** A cloud with an SMTP server, and its administrator Zoe. */
export async function openMailCloud(options: Parameters<typeof network>[0] = { servers: ['cloud.example'] }) {
  const net = await network({ mail: {}, ...options })
  const cloud = net.server('cloud.example')
  const zoe = await cloud.person('zoe')
  await changeUser(cloud, 'zoe', { admin: true })
  return { net, cloud, mailbox: net.mailbox(), zoe, [Symbol.asyncDispose]: () => net[Symbol.asyncDispose]() }
}

/** Changes a user, as the operator. */
export function changeUser(cloud: NetworkServer, name: string, change: object) {
  const operator = { kind: 'operator', tenant: cloud.tenant.id } as const
  return cloud.application.accounts.changeUser(operator, name, change)
}

/** Somebody with a verified address: `ann@mail.example`. */
export async function withAddress(cloud: NetworkServer, name: string, change: object = {}): Promise<Person> {
  const person = await cloud.person(name)
  await changeUser(cloud, name, { email: `${name}@mail.example`, ...change })
  return person
}

/** A request of somebody who is not signed in. */
export async function stranger(net: Network, path: string, body: object, host = 'cloud.example') {
  return net.web.fetch({
    method: 'POST',
    url: `https://${host}/api/v1${path}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** @param name - in lower case */
export function headerOf({ mail }: ReceivedMail, name: string): string | undefined {
  return mail.headers.find(({ key }) => key === name)?.value
}

/** The secret of a link that was mailed. */
export function tokenOf(link: string): string {
  return link.split('/').at(-1) ?? ''
}
