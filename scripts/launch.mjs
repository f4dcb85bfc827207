/**
 * The launcher behind `npm start`, `demo`, `test`, `test:long`, `check`, `format`, `build`, `bench`, `web` and `bin/isthmus`.
 *
 * It runs on Node.js 18 and newer and needs nothing installed: it provides the Node.js that Isthmus needs, the
 * dependencies of the lockfile and, where they are used, the program and the web app, then runs the command as a
 * child, passing signals in and the exit status out.
 *
 * Usage: `node scripts/launch.mjs COMMAND [ARGUMENT…]`. The command `prepare` only provides, and prints the
 * path of the Node.js to use.
 */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { program, provideBuilt, webApp } from './launch/built.mjs'
import { provideDependencies } from './launch/dependencies.mjs'
import { LaunchError } from './launch/launch-error.mjs'
import { provideNode } from './launch/pinned-node.mjs'
import { exitStatus, runChild } from './launch/run-child.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** What each command runs, relative to the repository, with the arguments that come before the caller's. */
const commands = new Map([
  ['start', ['server/dist/main.js', 'serve']],
  ['demo', ['server/dist/main.js', 'demo']],
  ['cli', ['server/dist/main.js']],
  ['test', ['scripts/test.ts']],
  ['test:long', ['scripts/long/run.ts']],
  ['check', ['scripts/check.ts']],
  ['format', ['scripts/check.ts', 'format', '--fix']],
  ['build', ['scripts/build-packages.ts']],
  ['bench', ['bench/run.ts']],
  ['web', ['node_modules/vite/bin/vite.js', 'web']],
])

/** The commands that need what is built from the sources. */
const withBuilt = new Set(['start', 'demo', 'cli', 'test', 'test:long', 'build', 'bench', 'prepare'])

try {
  process.exitCode = await launch(process.argv[2] ?? '', process.argv.slice(3))
} catch (error) {
  if (!(error instanceof LaunchError)) throw error
  report(`${error.message}\n${error.remedy}`)
  process.exitCode = 1
}

/**
 * @param {string} name
 * @param {string[]} rest
 * @returns {Promise<number>} the exit status
 */
async function launch(name, rest) {
  const command = commands.get(name)
  if (command === undefined && name !== 'prepare') {
    report(`usage: node scripts/launch.mjs ${[...commands.keys(), 'prepare'].join('|')} [ARGUMENT…]`)
    return 2
  }
  const [node] = await Promise.all([provideNode(root, report), provideDependencies(root, report)])
  if (withBuilt.has(name))
    await Promise.all([program, webApp].map((build) => provideBuilt(root, build, node, report)))
  if (command === undefined) {
    process.stdout.write(`${node}\n`)
    return 0
  }
  const [script = '', ...first] = command
  const flags = ['--disable-warning=ExperimentalWarning', join(root, script)]
  const env = { ...process.env, PATH: `${dirname(node)}:${process.env['PATH'] ?? ''}` }
  return exitStatus(await runChild(node, [...flags, ...first, ...rest], { stdio: 'inherit', env }))
}

/** @param {string} line */
function report(line) {
  // Standard error, so that the output of a command stays the command's own (`--json`).
  process.stderr.write(`isthmus: ${line}\n`)
}
