import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * @typedef {object} ChildResult
 * @property {number | null} code the exit status, null when a signal ended the child
 * @property {NodeJS.Signals | null} signal the signal that ended it
 * @property {string} output what it printed, when it was not left to print by itself
 */

/**
 * Runs a program without a shell until it ends, handing on the signals that ask this process to stop.
 *
 * @param {string} file the program
 * @param {string[]} args
 * @param {{ stdio?: 'inherit', cwd?: string, env?: NodeJS.ProcessEnv, uid?: number, gid?: number }} [options]
 *   `stdio: 'inherit'` gives it this process's terminal; otherwise it has no input and its output is collected
 * @returns {Promise<ChildResult>} rejects with the system's error when the program cannot be started
 */
export function runChild(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    const stopForwarding = forwardSignals(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    }
    child.on('error', (error) => {
      stopForwarding()
      reject(error)
    })
    child.on('close', (code, signal) => {
      stopForwarding()
      resolve({ code, signal, output })
    })
  })
}

/**
 * @param {Pick<ChildResult, 'code' | 'signal'>} result
 * @returns {number} the status a shell would report: 128 and the number of the signal that ended the child
 */
export function exitStatus({ code, signal }) {
  return code ?? 128 + constants.signals[signal ?? 'SIGTERM']
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} stops it
 */
function forwardSignals(child) {
  // Ctrl-C in a terminal reaches the whole foreground group: a child that got it must not get it twice.
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  const onInterrupt = () => {
    if (!terminal) child.kill('SIGINT')
  }
  const onTerminate = () => void child.kill('SIGTERM')
  const onHangUp = () => void child.kill('SIGHUP')
  process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate).on('SIGHUP', onHangUp)
  return () => {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate).off('SIGHUP', onHangUp)
  }
}
