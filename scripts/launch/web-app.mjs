import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LaunchError } from './launch-error.mjs'
import { withLock } from './lock.mjs'
import { readStamp } from './read-stamp.mjs'
import { runChild } from './run-child.mjs'

/**
 * Builds the browser app into `web/dist`, unless what is there was built from the same sources. Of several launchers
 * one builds and the others wait for it.
 *
 * @param {string} root the repository, with its dependencies
 * @param {string} node the Node.js to build with
 * @param {(line: string) => void} report is told what is done
 * @returns {Promise<void>} rejects with a `LaunchError`
 */
export async function provideWebApp(root, node, report) {
  const wanted = await sourceStamp(root)
  if ((await readStamp(stampFile(root))) === wanted) return
  await mkdir(join(root, '.cache'), { recursive: true })
  await withLock(join(root, '.cache', 'web.lock'), report, async () => {
    if ((await readStamp(stampFile(root))) === wanted) return
    const started = Date.now()
    report('building the web app')
    await rm(stampFile(root), { force: true })
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
    const { code, output } = await runChild(node, [vite, 'build', 'web', '--logLevel', 'warn'], { cwd: root })
    if (code !== 0) throw new LaunchError(`Building the web app failed:\n${output}`, 'Run `npm run check`.')
    await writeFile(stampFile(root), `${wanted}\n`)
    report(`built the web app in ${((Date.now() - started) / 1000).toFixed(1)} s`)
  })
}

/** Where the build takes files from: its own, and the look that it shares with the pages of the server. */
const sourceFolders = ['web', 'server/src/http/browser']

/**
 * @param {string} root
 * @returns {Promise<string>} a digest of all that the build is made from
 */
async function sourceStamp(root) {
  const found = await Promise.all(
    sourceFolders.map((folder) => readdir(join(root, folder), { recursive: true, withFileTypes: true })),
  )
  const made = ['dist', 'node_modules'].map((folder) => join(root, 'web', folder))
  const files = found
    .flat()
    .filter((entry) => entry.isFile() && !made.some((folder) => entry.parentPath.startsWith(folder)))
    .map((entry) => join(entry.parentPath, entry.name))
  const digest = createHash('sha256')
  for (const file of [...files.toSorted(), join(root, 'package-lock.json')]) {
    digest
      .update(file.slice(root.length))
      .update('\0')
      .update(await readFile(file))
      .update('\0')
  }
  return digest.digest('hex')
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'web', 'dist', '.sources')
}
