import { type AddressInfo, createServer } from 'node:net'

/** A port of loopback that nobody listened on a moment ago, for a server whose public address has to name it. */
export async function freePort(): Promise<number> {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as AddressInfo
  await new Promise((resolve) => taken.close(resolve))
  return port
}
