/** The program: `isthmus …`. It only says where the program runs; everything else is `run-program.ts`. */
import { systemClock } from '../platform/clock.ts'
import { runProgram } from './run-program.ts'

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
