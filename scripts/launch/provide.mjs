import { access, constants, mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LaunchError } from './launch-error.mjs'
import { withLock } from './lock.mjs'

/**
 * What the launcher makes, and makes anew when that changes from which it is made.
 *
 * @typedef {object} Provision
 * @property {string} what the name for people: `the dependencies`
 * @property {[doing: string, done: string]} verbs `installing`, `installed`
 * @property {string} lock the name of the file by which launchers keep apart
 * @property {string} stamp the file that says from what it was made, relative to the repository
 * @property {string} wanted what the stamp has to say
 * @property {() => Promise<void>} make rejects with a `LaunchError`
 */

/**
 * Makes it, unless it is there already. Of several launchers one makes it and the others wait.
 *
 * @param {string} root the repository
 * @param {Provision} provision
 * @param {(line: string) => void} report is told what is done
 * @returns {Promise<void>} rejects with a `LaunchError`
 */
export async function provide(root, { what, verbs: [doing, done], lock, stamp, wanted, make }, report) {
  const stampFile = join(root, stamp)
  if (await isStamped(stampFile, wanted)) {
    // `bin/isthmus` only compares times. A read-only checkout stays as it is.
    const now = new Date()
    await utimes(stampFile, now, now).catch(() => undefined)
    return
  }
  await demandPlace(root, `${doing} ${what}`)
  await withLock(
    join(root, '.cache', lock),
    () => report(`waiting for another launcher that is ${doing} ${what}`),
    async () => {
      if (await isStamped(stampFile, wanted)) return
      const started = Date.now()
      report(`${doing} ${what}`)
      await rm(stampFile, { force: true })
      await make()
      await writeFile(stampFile, `${wanted}\n`)
      report(`${done} ${what} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
    },
  )
}

/**
 * @param {string} file
 * @param {string} wanted
 */
async function isStamped(file, wanted) {
  return await readFile(file, 'utf8').then(
    (text) => text.trim() === wanted,
    () => false,
  )
}

/**
 * @param {string} root
 * @param {string} work
 */
async function demandPlace(root, work) {
  const place = join(root, '.cache')
  try {
    await mkdir(place, { recursive: true })
    await access(place, constants.W_OK)
  } catch (error) {
    const { code = '' } = /** @type {NodeJS.ErrnoException} */ (error)
    if (!['EACCES', 'EPERM', 'EROFS'].includes(code)) throw error
    throw new LaunchError(
      `This user may not write to ${root}, but ${work} is needed since its sources have changed.`,
      `Run \`node ${join(root, 'scripts', 'launch.mjs')} prepare\` as the user who owns it.`,
    )
  }
}
