import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { runProgram } from '../run-program.ts'
import { testSurroundings } from './run-cli.ts'

/** A folder for the data of one test, removed with all that is in it. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'isthmus-cli-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** `isthmus serve` in this process; disposing of it sends SIGTERM and waits for the end. */
export interface RunningServer extends AsyncDisposable {
  /** What it printed. */
  readonly said: string
  /** Sends a request from the network, as to http://localhost:8080. */
  ask(
    method: string,
    path: string,
    order?: { readonly headers?: Record<string, string>; readonly body?: string },
  ): Promise<{ readonly status: number; readonly body: string }>
  /** Resolves with its exit status after SIGTERM. */
  terminate(): Promise<number>
}

export async function startServer(data: string, ...args: string[]): Promise<RunningServer> {
  const surroundings = testSurroundings()
  const place = ['--data', data, '--listen', '127.0.0.1:0', '--public-url', 'http://localhost:8080']
  const ended = runProgram(['serve', '--log-level', 'error', ...place, ...args], surroundings)
  await Promise.race([surroundings.says('\n'), ended])
  await Promise.race([surroundings.says('"data"'), surroundings.says('Data folder'), ended])
  const said = surroundings.written().output
  const [, port = ''] = /127\.0\.0\.1:(\d+)/.exec(said) ?? []
  const terminate = (): Promise<number> => {
    surroundings.signals.emit('SIGTERM', 'SIGTERM')
    return ended
  }
  return {
    said,
    ask: (method, path, order = {}) => ask(port, method, path, order),
    terminate,
    async [Symbol.asyncDispose]() {
      await terminate()
    },
  }
}

function ask(
  port: string,
  method: string,
  path: string,
  { headers, body }: { headers?: Record<string, string>; body?: string },
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const order = { host: '127.0.0.1', port, method, path, agent: false }
    const outgoing = request({ ...order, headers: { host: 'localhost:8080', ...headers } }, (answer) => {
      text(answer).then((received) => resolve({ status: answer.statusCode ?? 0, body: received }), reject)
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
