import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const packageFolder = new URL('..', import.meta.url)

it('the examples of the README run and print what they say', async () => {
  const readme = await readFile(new URL('README.md', packageFolder), 'utf8')
  const examples = Array.from(readme.matchAll(/```ts\n(.*?)```/gs), ([, code = '']) => code)
  expect(examples).toHaveLength(2)
  for (const example of examples) {
    const promised = Array.from(example.matchAll(/^console\.log\(.*\) \/\/ (.*)$/gm), ([, line]) => line)
    expect(promised).not.toEqual([])
    expect((await printedBy(example)).trim().split('\n')).toEqual(promised)
  }
})

async function printedBy(code: string): Promise<string> {
  const program = ['--input-type=module-typescript', '--eval', code]
  const { stdout } = await promisify(execFile)(process.execPath, program, { cwd: packageFolder })
  return stdout
}
