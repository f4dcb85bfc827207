import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const packageFolder = new URL('..', import.meta.url)

it('the example of the README runs and prints what it says', async () => {
  const readme = await readFile(new URL('README.md', packageFolder), 'utf8')
  const example = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? ''
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module-typescript', '--eval', example],
    { cwd: packageFolder },
  )
  const promised = [...example.matchAll(/^console\.log\(.*\) \/\/ (.*)$/gm)].map(([, output]) => output)
  expect(promised).toHaveLength(2)
  expect(stdout.trim().split('\n')).toEqual(promised)
})
