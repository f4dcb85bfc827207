import { describe, expect, it } from 'vitest'
import { runCli } from './testing/run-cli.ts'
import { temporaryFolder } from './testing/running-server.ts'

describe('the program', () => {
  it('prints its help on standard output when it is asked for, with the exit statuses', async () => {
    const { status, output, errors } = await runCli(['--help'])
    expect({ status, errors }).toEqual({ status: 0, errors: '' })
    expect(output).toContain('Usage: isthmus')
    expect(output).toContain('Exit status:')
  })

  it.each([['help'], ['help', 'user'], ['help', 'user', 'add'], ['user', 'help', 'add'], ['--version']])(
    'ends with status 0 for %s %s %s',
    async (...args) => {
      const { status, errors } = await runCli(args)
      expect({ status, errors }).toEqual({ status: 0, errors: '' })
    },
  )

  it.each([
    { args: [], about: 'no command' },
    { args: ['user'], about: 'a group without a command' },
    { args: ['sing'], about: 'an unknown command' },
    { args: ['user', 'sing'], about: 'an unknown command of a group' },
    { args: ['user', 'list', '--louder'], about: 'an unknown option' },
    { args: ['user', 'add'], about: 'a missing operand' },
    { args: ['user', 'list', 'now'], about: 'an operand too many' },
    { args: ['share', 'list'], about: 'no user where one is needed' },
    {
      args: ['share', 'create', '/a', 'b@c.example', '--as', 'ann', '--permissions', 'all'],
      about: 'a wrong word',
    },
    {
      args: ['share', 'create', '/a', 'b@c.example', '--as', 'ann', '--expires', 'soon'],
      about: 'a wrong time',
    },
    { args: ['user', 'list', '--public-url', 'ftp://x'], about: 'a wrong configuration' },
    { args: ['user', 'list', '--config', '/no/such/file'], about: 'a missing configuration file' },
    { args: ['demo', '--exit', '--files', '/no/such/folder'], about: 'a demo of nothing' },
  ])('ends with status 2 for $about', async ({ args }) => {
    const { status, output, errors } = await runCli(args)
    expect({ status, output }).toEqual({ status: 2, output: '' })
    expect(errors).not.toBe('')
  })

  it('ends with status 1 and a sentence when a command fails', async () => {
    await using folder = await temporaryFolder()
    const { status, output, errors } = await runCli(['user', 'list', '--data', `${folder.path}/no one's`])
    expect({ status, output }).toEqual({ status: 1, output: '' })
    expect(errors).toBe(
      `isthmus: There is no data in ${folder.path}/no one's yet. Start the server once ` +
        `(isthmus serve --data '${folder.path}/no one'\\''s'), or give the address it is to have with --public-url URL.\n`,
    )
  })

  it('prints a problem object on standard error with --json', async () => {
    await using folder = await temporaryFolder()
    const { status, output, errors } = await runCli(['user', 'list', '--data', folder.path, '--json'])
    expect({ status, output }).toEqual({ status: 1, output: '' })
    expect(JSON.parse(errors)).toMatchObject({
      type: 'urn:isthmus:error:no-data-folder',
      code: 'no-data-folder',
      title: expect.stringContaining('There is no data'),
    })
  })

  it('lists every problem of the configuration', async () => {
    const args = ['config', 'check', '--listen', 'everywhere', '--log-level', 'loud']
    const { status, errors } = await runCli(args)
    expect(status).toBe(2)
    expect(errors).toContain('--listen: listen = everywhere')
    expect(errors).toContain('--log-level: log.level = loud')
    const asJson = await runCli([...args, '--json'])
    expect(JSON.parse(asJson.errors)).toMatchObject({
      code: 'config-invalid',
      problems: [{ key: 'listen' }, { key: 'log.level' }],
    })
  })
})
