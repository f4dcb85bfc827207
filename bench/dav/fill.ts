import type { BenchServer } from '../servers/bench-server.ts'
import type { Sizes } from './sizes.ts'
import { makeFolder, type Stage } from './stage.ts'

/** Puts the same files on a server as on every other one, through its own door. */
export async function fill(stage: Stage, server: BenchServer, { largeFile }: Sizes): Promise<void> {
  await makeFolder(stage, server, 'hundred')
  await makeFolder(stage, server, 'many')
  await put(stage, server, 'hundred/document-{n}.txt', { body: 1000, files: 100 })
  await put(stage, server, 'small.bin', { body: 10_000, files: 1 })
  await put(stage, server, 'large.bin', { body: largeFile, files: 1 })
  await copy(stage, server, 'hundred/document-0.txt', 'many/document-{n}.txt', 10_000)
}

async function put(
  stage: Stage,
  server: BenchServer,
  target: string,
  { body, files }: { body: number; files: number },
): Promise<void> {
  const connections = Math.min(files, 32)
  await stage.load(server, {
    method: 'PUT',
    target,
    body,
    connections,
    until: { requests: files },
    status: 201,
  })
}

async function copy(
  stage: Stage,
  server: BenchServer,
  from: string,
  to: string,
  copies: number,
): Promise<void> {
  await stage.load(server, {
    method: 'COPY',
    target: from,
    headers: { destination: `http://127.0.0.1:${server.port}${server.root}${to}` },
    connections: 32,
    until: { requests: copies },
    status: 201,
  })
}
