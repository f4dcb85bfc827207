import type { Command } from 'commander'
import { withExamples } from '../command-help.ts'
import type { DemoOptions } from '../demo/run-demo.ts'
import type { Surroundings } from '../surroundings.ts'

/** `isthmus demo` */
export function addDemoCommand(program: Command, surroundings: Surroundings): void {
  const command = program.command('demo').description('Show on real files how one cloud shares with another.')
  withExamples(command, ['isthmus demo --exit', 'isthmus demo --files ~/Documents'])
    .option('--files <DIR>', 'folder whose files are shared (default: docs/ and a generated file of 64 MiB)')
    .option('--exit', 'stop at the end, instead of leaving both clouds up until Ctrl-C')
    .action(async (options: DemoOptions) => {
      const { runDemo } = await import('../demo/run-demo.ts')
      await runDemo(surroundings, options)
    })
}
