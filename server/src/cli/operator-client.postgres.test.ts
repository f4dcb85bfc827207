import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeEmptyDatabase } from '../platform/database/testing/empty-database.ts'
import { socketPathFor } from '../platform/socket-path.ts'
import { runCli } from './testing/run-cli.ts'
import { startServer, temporaryFolder } from './testing/running-server.ts'

it('of servers that share a data folder one answers the command line, and none takes the place of another', async () => {
  await using folder = await temporaryFolder()
  const data = join(folder.path, 'data')
  await mkdir(data, { mode: 0o700 })
  await writeFile(join(data, 'isthmus.yaml'), `database:\n  url: ${await makeEmptyDatabase()}\n`)
  const socket = await socketPathFor(data, 'shared')
  const doorOf = async () => (await stat(socket).catch(() => undefined))?.ino
  const command = async () => (await runCli(['user', 'list', '--data', data])).status

  const first = await startServer(data)
  const door = await doorOf()
  expect(door).toBeDefined()
  const second = await startServer(data)
  expect(await doorOf()).toBe(door)
  const third = await startServer(data)
  expect(await third.terminate()).toBe(0)
  expect(await doorOf()).toBe(door)
  expect(await command()).toBe(0)

  expect(await first.terminate()).toBe(0)
  expect(await doorOf()).toBeUndefined()
  // The command does it by itself, with the same database.
  expect(await command()).toBe(0)
  await using fourth = await startServer(data)
  expect(await doorOf()).toBeDefined()
  expect(await second.terminate()).toBe(0)
  expect(await doorOf()).toBeDefined()
  expect(await command()).toBe(0)
  expect(fourth.said).toContain('127.0.0.1')
})
