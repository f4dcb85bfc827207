import { expect, test } from 'vitest'
import { createLogger, type LoggerOptions } from './create-logger.ts'
import { createMemoryLogger } from './memory-logger.ts'

test('an event is one line of JSON: level, time, name, fields', () => {
  const { log, lines } = open({})
  log.info('share.delivered', { share: 12, sharedSecret: 'hunter2' })
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    {
      level: 'info',
      time: '2026-01-01T00:00:00.000Z',
      event: 'share.delivered',
      share: 12,
      sharedSecret: '***',
    },
  ])
})

test('events below the level are not written', () => {
  const { log, lines } = open({ level: 'warn' })
  log.debug('a')
  log.info('b')
  log.warn('c')
  log.error('d')
  expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(['c', 'd'])
})

test('a child adds its fields to every event', () => {
  const { log, lines } = open({})
  log.child({ tenant: 1 }).child({ token: 'x' }).info('job.done', { job: 2 })
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ tenant: 1, job: 2, token: '***' })
})

test('lines for people hold the same, redacted', () => {
  const { log, lines } = open({ pretty: 'on' })
  log.warn('peer.unreachable', { peer: 'a.test', password: 'hunter2' })
  expect(lines.join('')).toMatch(/WARN.*peer\.unreachable/)
  expect(lines.join('')).toContain('a.test')
  expect(lines.join('')).not.toContain('hunter2')
})

test('the logger of tests keeps what it is told', () => {
  const log = createMemoryLogger()
  log.child({ tenant: 1 }).error('job.failed', { error: new Error('no'), secret: 'x' })
  expect(log.events).toMatchObject([
    { level: 'error', event: 'job.failed', fields: { tenant: 1, error: { message: 'no' }, secret: '***' } },
  ])
})

function open(options: Partial<LoggerOptions>) {
  const lines: string[] = []
  const output = { write: (line: string) => void lines.push(line) }
  const clock = { now: () => Date.UTC(2026, 0, 1) }
  return { log: createLogger({ level: 'info', pretty: 'off', clock, output, ...options }), lines }
}
