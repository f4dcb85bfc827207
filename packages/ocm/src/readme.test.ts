import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const folder = new URL('../', import.meta.url)

function block(language: string): string {
  const readme = readFileSync(new URL('README.md', folder), 'utf8')
  const [, code] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'ms').exec(readme) ?? []
  if (code === undefined) throw new Error(`the README has no block of ${language}`)
  return code
}

it('the program in the README prints what the README says', async () => {
  const program = ['--input-type=module-typescript', '--eval', block('ts')]
  const { stdout } = await promisify(execFile)(process.execPath, program, { cwd: fileURLToPath(folder) })
  expect(stdout).toBe(block('text'))
})
