import { LaunchError } from './launch-error.mjs'
import { runChild } from './run-child.mjs'

/**
 * Runs the npm in PATH, silently.
 *
 * @param {string} purpose what it is run for, to begin the message when it fails (`Installing the
 *   dependencies`)
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<void>} rejects with a `LaunchError` that says what to do
 */
export async function runNpm(purpose, args, cwd) {
  const result = await runChild('npm', [...args, '--loglevel=error'], { cwd }).catch(
    (/** @type {unknown} */ error) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
      throw new LaunchError(
        `${purpose} needs npm, which is not in PATH.`,
        'Install npm 9 or newer and try again.',
      )
    },
  )
  if (result.signal !== null)
    throw new LaunchError(`${purpose} was stopped by ${result.signal}.`, 'Start again.')
  if (result.code !== 0) throw new LaunchError(`${purpose} failed.`, explainNpmFailure(result.output))
}

/** What npm prints when it fails -> what a person can do. The first match counts. */
const remedies = [
  {
    pattern: /ENOSPC/,
    remedy: 'The disk is full: free about 1 GB where this repository and the npm cache are, and try again.',
  },
  {
    pattern: /EACCES|EPERM|EROFS/,
    remedy:
      'A file cannot be written: this user must own the repository and the npm cache (npm config get cache).',
  },
  {
    pattern: /EINTEGRITY/,
    remedy: 'A package is not the one of the lockfile: run `npm cache verify` and try again.',
  },
  {
    pattern: /EUSAGE|can only install packages when your package\.json/,
    remedy:
      'package.json and package-lock.json do not agree: run `npm install --ignore-scripts`, then ' +
      '`node scripts/complete-lockfile.ts` with Node.js 24, and commit the result.',
  },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT|network/,
    remedy:
      'The npm registry cannot be reached: check the network and the settings `npm config get registry` and ' +
      '`npm config get proxy`, and try again.',
  },
]

/**
 * @param {string} output what npm printed
 * @returns {string} the remedy, when one is known, above the first lines that npm printed, which have the
 *   reason
 */
export function explainNpmFailure(output) {
  const known = remedies.find(({ pattern }) => pattern.test(output))
  // Without empty lines and the stack of npm's own code.
  const lines = output.split('\n').filter((line) => !/^(?:npm (?:error|ERR!))?\s*(?:at .*)?$/.test(line))
  return [...(known ? [known.remedy] : []), 'npm said:', ...lines.slice(0, 8)].join('\n')
}
