/** The program: `isthmus …`. It only says where the program runs; everything else is `run-program.ts`. */
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// What Node.js keeps of compiled modules makes every start after the first twice as fast. So it comes before them.
enableCompileCache(fileURLToPath(new URL('../../../.cache/compiled', import.meta.url)))

// Files are read and flushed by threads. With the four of Node.js, uploads at the same time would wait for each other.
process.env['UV_THREADPOOL_SIZE'] ??= '16'

const { systemClock } = await import('../platform/clock.ts')
const { runProgram } = await import('./run-program.ts')

// Whoever reads the output may have seen enough (`isthmus user list | head -1`): that is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

process.exitCode = await runProgram(process.argv.slice(2), {
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  environment: process.env,
  workingDirectory: process.cwd(),
  clock: systemClock,
  signals: process,
})
