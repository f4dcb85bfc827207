import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { provide } from './provide.mjs'
import { runNpm } from './run-npm.mjs'

/**
 * Installs what the lockfile says into `node_modules`, unless that is what is there already.
 *
 * @param {string} root the repository
 * @param {(line: string) => void} report is told what is done
 * @returns {Promise<void>} rejects with a `LaunchError`
 */
export async function provideDependencies(root, report) {
  await provide(
    root,
    {
      what: 'the dependencies',
      verbs: ['installing', 'installed'],
      lock: 'install.lock',
      stamp: join('node_modules', '.isthmus-lock'),
      wanted: await lockfileStamp(root),
      // Both kinds, also under NODE_ENV=production: the stamp stands for the whole lockfile.
      make: () =>
        runNpm(
          'Installing the dependencies',
          ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev'],
          root,
        ),
    },
    report,
  )
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
