import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a port of this machine on which everything takes its time. */
export interface SlowLink extends AsyncDisposable {
  readonly port: number
}

/** @param delay - of every piece in each direction, milliseconds; half of a round trip */
export async function openSlowLink(target: number, delay: number): Promise<SlowLink> {
  const open = new Set<Socket>()
  const relay = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    pass(near, far)
    pass(far, near)
  })

  function pass(from: Socket, to: Socket): void {
    open.add(from)
    from.setNoDelay()
    from.on('error', () => {})
    from.on('data', (piece) => setTimeout(() => to.write(piece), delay))
    from.on('end', () => setTimeout(() => to.end(), delay))
    from.once('close', () => {
      open.delete(from)
      setTimeout(() => to.destroy(), 2 * delay)
    })
  }

  relay.listen(0, '127.0.0.1')
  await once(relay, 'listening')
  return {
    port: (relay.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      relay.close()
      for (const socket of open) socket.destroy()
      await once(relay, 'close')
    },
  }
}
