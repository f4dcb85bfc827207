import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { startServer, temporaryFolder } from '../testing/running-server.ts'

interface JobObject {
  readonly id: string
  readonly state: string
}

describe('isthmus jobs', () => {
  let stack: AsyncDisposableStack
  let data: string

  beforeEach(async () => {
    stack = new AsyncDisposableStack()
    data = join(stack.use(await temporaryFolder()).path, 'data')
    await runCli(
      ['user', 'add', 'ann', '--password-stdin', '--data', data, '--public-url', 'http://localhost:8080'],
      'correct horse battery\n',
    )
    await run('files', 'mkdir', '/Trip', '--as', 'ann')
  })
  afterEach(() => stack.disposeAsync())

  const run = (...args: string[]) => runCli([...args, '--data', data])
  async function jobs(...args: string[]): Promise<JobObject[]> {
    const { output } = await run('jobs', 'list', ...args, '--json')
    return (JSON.parse(output) as { jobs: JobObject[] }).jobs
  }
  /** It waits: the guard refuses the address, which may be a matter of the moment. */
  async function shareWithNobody(): Promise<string> {
    await run('share', 'create', '/Trip', 'bob@unreachable.invalid', '--as', 'ann')
    return (await jobs())[0]?.id ?? ''
  }

  it('shows what waits, and makes it due', async () => {
    stack.use(await startServer(data))
    const id = await shareWithNobody()
    expect((await run('jobs', 'show', id)).output).toMatch(
      /^Job +\S+\nKind +shares\/announce-share\nAbout +share 1\nServer +unreachable\.invalid\nState +waiting\n/,
    )
    expect(await jobs('--dead')).toEqual([])
    expect(await run('jobs', 'retry', id)).toMatchObject({ status: 0, output: 'It is due.\n' })
    expect(await run('jobs', 'run', '--due')).toMatchObject({ status: 0, errors: '' })
    expect((await run('jobs', 'list')).output).toContain('unreachable.invalid')
  })

  it('drops what waits, which is noted', async () => {
    stack.use(await startServer(data))
    const id = await shareWithNobody()
    expect(await run('jobs', 'drop', id)).toMatchObject({ status: 0, output: 'It is gone.\n' })
    expect((await run('jobs', 'list')).output).toBe('Nothing is waiting.\n')
    expect((await run('share', 'list', '--as', 'ann')).output).toContain('failed (dropped)')
    const audit = await run('audit', 'list', '--action', 'job.dropped', '--since', '1h')
    expect(audit.output).toMatch(
      new RegExp(`^AT .*\\n\\S+ \\S+ +operator +job\\.dropped +job ${id} +kind=shares/announce-share\\n$`),
    )
    const about = (subject: string, ...more: string[]) => run('audit', 'list', '--subject', subject, ...more)
    expect((await about(`job:${id}`)).output).toBe(audit.output)
    expect((await about('job:none')).output).toBe('Nothing.\n')
    expect((await about(`job:${id}`, '--until', '1h')).output).toBe('Nothing.\n')
    expect(await run('jobs', 'drop', id)).toMatchObject({
      status: 1,
      errors: expect.stringContaining('There is no such job'),
    })
  })

  it('runs nothing without being told what', async () => {
    expect(await run('jobs', 'run')).toMatchObject({ status: 2 })
  })
})
