import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withLock } from './lock.mjs'
import { readStamp } from './read-stamp.mjs'
import { runNpm } from './run-npm.mjs'

/**
 * Installs what the lockfile says into `node_modules`, unless that is what is there already. Of several
 * launchers one installs and the others wait for it.
 *
 * @param {string} root the repository
 * @param {(line: string) => void} report is told what is done
 * @returns {Promise<void>} rejects with a `LaunchError`
 */
export async function provideDependencies(root, report) {
  const wanted = await lockfileStamp(root)
  if ((await readStamp(stampFile(root))) === wanted) {
    // `bin/isthmus` compares only the times of the lockfile and the stamp. A read-only checkout stays as it
    // is.
    const now = new Date()
    await utimes(stampFile(root), now, now).catch(() => undefined)
    return
  }
  await mkdir(join(root, '.cache'), { recursive: true })
  await withLock(join(root, '.cache', 'install.lock'), report, async () => {
    if ((await readStamp(stampFile(root))) === wanted) return
    const started = Date.now()
    report('installing the dependencies')
    await rm(stampFile(root), { force: true })
    // Both kinds, also under NODE_ENV=production: the stamp stands for the whole lockfile.
    await runNpm(
      'Installing the dependencies',
      ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev'],
      root,
    )
    await writeFile(stampFile(root), `${wanted}\n`)
    report(`installed the dependencies in ${((Date.now() - started) / 1000).toFixed(1)} s`)
  })
}

/**
 * @param {string} root
 * @returns {Promise<string>} what a matching `node_modules` is stamped with: the lockfile's digest, and the
 *   platform, because packages with binaries are chosen by it
 */
export async function lockfileStamp(root) {
  const digest = createHash('sha256').update(await readFile(join(root, 'package-lock.json')))
  return `${digest.digest('hex')} ${process.platform}-${process.arch}`
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'node_modules', '.isthmus-lock')
}
