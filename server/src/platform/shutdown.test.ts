import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { expect, test } from 'vitest'
import { listenForShutdown } from './shutdown.ts'

test.each(['SIGINT', 'SIGTERM'] as const)(
  'the first %s asks for a shutdown, the second is left to the system',
  (name) => {
    const source = new EventEmitter()
    const { signal } = listenForShutdown(source)
    expect(signal.aborted).toBe(false)
    source.emit(name, name)
    expect(signal.reason).toBe(name)
    expect(source.listenerCount('SIGINT') + source.listenerCount('SIGTERM')).toBe(0)
  },
)

test('nothing listens any more once the request is disposed of', () => {
  const source = new EventEmitter()
  listenForShutdown(source)[Symbol.dispose]()
  expect(source.listenerCount('SIGINT') + source.listenerCount('SIGTERM')).toBe(0)
})

test('a process that does not finish after the first signal is ended by the second', async () => {
  const program = `
    import { listenForShutdown } from ${JSON.stringify(new URL('shutdown.ts', import.meta.url).href)}
    const { signal } = listenForShutdown()
    setInterval(() => {}, 1000)
    signal.addEventListener('abort', () => console.log('finishing'))
    console.log('ready')`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  child.stdout.setEncoding('utf8')
  for await (const line of child.stdout) {
    expect(String(line)).toMatch(/^(ready|finishing)\n$/)
    child.kill('SIGINT')
  }
  expect(await exited).toEqual([null, 'SIGINT'])
})
