import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const packageFolder = new URL('..', import.meta.url)

it('shows a server and a client that work', async () => {
  const readme = await readFile(new URL('README.md', packageFolder), 'utf8')
  const [serve, ask] = Array.from(readme.matchAll(/```ts\n(.*?)```/gs), ([, code]) => code ?? '')

  const server = spawn(process.execPath, nodeArguments(serve), {
    cwd: packageFolder,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [address] = await once(server.stdout, 'data')
    const { stdout } = await promisify(execFile)(process.execPath, nodeArguments(ask), {
      cwd: packageFolder,
      env: { ...process.env, WEBDAV_URL: String(address).trim() },
    })
    expect(stdout).toBe('folder\nfile Welcome.md\nfolder Plans\nbridge.\n')
  } finally {
    server.kill()
  }
})

function nodeArguments(code: string | undefined): string[] {
  return ['--input-type=module-typescript', '--eval', code ?? '']
}
