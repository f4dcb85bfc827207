import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LaunchError } from './launch-error.mjs'
import { provide } from './provide.mjs'
import { runChild } from './run-child.mjs'

/**
 * What Vite builds from the sources, into `dist` of its folder.
 *
 * @typedef {object} Build
 * @property {string} what the name for people
 * @property {string} folder of its Vite configuration, relative to the repository
 * @property {string[]} sources the folders from which it takes files, relative to the repository
 */

/** @type {Build} The server and the command line, in a few files: they start in half the time of the sources. */
export const program = { what: 'the program', folder: 'server', sources: ['server', 'packages'] }

/** @type {Build} The browser app, with the look that it shares with the pages of the server. */
export const webApp = { what: 'the web app', folder: 'web', sources: ['web', 'server/src/http/browser'] }

/**
 * Builds, unless what is there was built from the same sources.
 *
 * @param {string} root the repository, with its dependencies
 * @param {Build} build
 * @param {string} node the Node.js to build with
 * @param {(line: string) => void} report is told what is done
 * @returns {Promise<void>} rejects with a `LaunchError`
 */
export async function provideBuilt(root, build, node, report) {
  const { what, folder } = build
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  await provide(
    root,
    {
      what,
      verbs: ['building', 'built'],
      lock: `${folder}.lock`,
      stamp: join(folder, 'dist', '.sources'),
      wanted: await digestOf(root, build),
      async make() {
        const command = [vite, 'build', folder, '--logLevel', 'warn']
        const { code, output } = await runChild(node, command, { cwd: root })
        if (code !== 0) throw new LaunchError(`Building ${what} failed:\n${output}`, 'Run `npm run check`.')
      },
    },
    report,
  )
}

/**
 * @param {string} root
 * @param {Build} build
 * @returns {Promise<string>} a digest of all that it is made from
 */
async function digestOf(root, { sources }) {
  const found = await Promise.all(
    sources.map((folder) => readdir(join(root, folder), { recursive: true, withFileTypes: true })),
  )
  const files = found
    .flat()
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => !/(?:^|\/)(?:dist|node_modules)\//.test(path))
  const digest = createHash('sha256')
  for (const file of [...files.toSorted(), 'package-lock.json']) {
    digest
      .update(file)
      .update('\0')
      .update(await readFile(join(root, file)))
      .update('\0')
  }
  return digest.digest('hex')
}
