import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { temporaryFolder } from '../testing/running-server.ts'

describe('isthmus config', () => {
  it('shows every setting and where it comes from', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'isthmus.yaml'), 'provider: Ann’s cloud\n')
    const given = { environment: { ISTHMUS_LOG_LEVEL: 'warn' }, workingDirectory: folder.path }
    const { status, output } = await runCli(
      ['config', 'show', '--data', '.', '--listen', '[::1]:80'],
      '',
      given,
    )
    expect(status).toBe(0)
    expect(output).toMatch(/^SETTING +VALUE +FROM\n/)
    expect(output).toMatch(/^provider +Ann’s cloud +isthmus\.yaml:1$/m)
    expect(output).toMatch(/^log\.level +warn +ISTHMUS_LOG_LEVEL$/m)
    expect(output).toMatch(/^listen +\[::1\]:80 +--listen$/m)

    const json = await runCli(['config', 'show', '--data', '.', '--json'], '', given)
    expect(JSON.parse(json.output).settings).toContainEqual({
      key: 'provider',
      value: 'Ann’s cloud',
      source: 'isthmus.yaml:1',
    })
  })

  it('prints a sample that passes the check', async () => {
    await using folder = await temporaryFolder()
    const sample = await runCli(['config', 'sample'])
    const file = join(folder.path, 'sample.yaml')
    await writeFile(file, sample.output)
    const check = await runCli(['config', 'check', '--config', file])
    expect(check).toEqual({ status: 0, output: `The configuration can be used (${file}).\n`, errors: '' })
  })
})
