import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Processes, processes } from '@isthmus/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createClientFolder } from './client-folder.ts'
import { cadaverSession, curlSession } from './sessions.ts'
import { steadyTranscript } from './steady-transcript.ts'

let world: Processes<'a'>
beforeAll(async () => {
  world = await processes({ a: {} })
  await world.servers.a.person('ann')
})
afterAll(() => world[Symbol.asyncDispose]())

const guide = join(import.meta.dirname, '../../docs/guides/clients.md')

it('curl and cadaver do what the guide shows', async () => {
  const page = await readFile(guide, 'utf8')
  const transcripts = { curl: await curlTranscript(), cadaver: await cadaverTranscript() }
  await expect(withTranscripts(page, transcripts)).toMatchFileSnapshot(guide)
})

async function curlTranscript(): Promise<string> {
  const { origin } = world.servers.a
  await using folder = await createClientFolder('ann')
  await writeFile(join(folder.path, 'plan.txt'), 'by train\n')
  const script = curlSession
    .map((command) => `printf '%s\\n' ${quoted(`$ ${command}`)}\n${command}\n`)
    .join('')
  const printed = await folder.run('sh', ['-c', `exec 2>&1\n${script}`], {
    environment: { CLOUD: `${origin}/dav/files/ann` },
  })
  return steadyTranscript(printed, origin)
}

async function cadaverTranscript(): Promise<string> {
  const { origin } = world.servers.a
  await using folder = await createClientFolder('ann')
  await writeFile(join(folder.path, 'plan.txt'), 'by train\n')
  const url = `${origin}/dav/files/ann/`
  const printed = await folder.run('cadaver', [url], { input: `${cadaverSession.join('\n')}\n` })
  return steadyTranscript(`$ cadaver ${url}\n${printed}`, origin)
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** A transcript stands in a block of text behind a comment that names it. */
function withTranscripts(page: string, transcripts: Readonly<Record<string, string>>): string {
  return page.replaceAll(
    /(<!-- transcript: (\w+) -->\n```text\n)[\s\S]*?(?=```\n)/g,
    (_block, head: string, name: string) => `${head}${transcripts[name] ?? ''}`,
  )
}
