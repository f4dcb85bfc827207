import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** A program that runs until it is disposed of. */
export interface Child extends AsyncDisposable {
  readonly pid: number
}

/** Longest wait for a port, and for the end of a program that was told to stop, milliseconds. */
const patience = 20_000

/**
 * Starts a program and waits until something listens on its port.
 * @throws Error with what it wrote, when it ends before
 */
export async function startChild(
  command: string,
  args: readonly string[],
  { port, ...options }: SpawnOptions & { port: number },
): Promise<Child> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000)
  })
  const ended = once(child, 'exit')
  const failure = ended.then(
    () => `${command} ended: ${said}`,
    (error: Error) => `${command} cannot be started: ${error.message}`,
  )
  const refusal = await Promise.race([failure, untilListening(port).then(() => undefined)])
  if (refusal !== undefined) throw new Error(refusal)
  return { pid: child.pid ?? 0, [Symbol.asyncDispose]: () => end(child, failure) }
}

async function end(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGTERM')
  const giveUp = new AbortController()
  await Promise.race([ended, wait(patience, undefined, { signal: giveUp.signal }).catch(() => {})])
  giveUp.abort()
  if (child.exitCode === null) child.kill('SIGKILL')
  await ended
}

async function untilListening(port: number): Promise<void> {
  const giveUpAt = performance.now() + patience
  while (!(await accepts(port))) {
    if (performance.now() > giveUpAt) throw new Error(`nothing listens on port ${port}`)
    await wait(5)
  }
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' })
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
