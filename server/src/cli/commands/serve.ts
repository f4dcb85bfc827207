import type { Command } from 'commander'
import { withExamples } from '../command-help.ts'
import { withConfigFlags } from '../config-flags.ts'
import { type ServeOptions, serve } from '../serve.ts'
import type { Surroundings } from '../surroundings.ts'

/** `isthmus serve` */
export function addServeCommand(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('serve')
    .description('Run the server until it is told to stop (Ctrl-C, SIGTERM).')
  withExamples(withConfigFlags(command), [
    'isthmus serve --data /srv/isthmus --public-url https://cloud.example',
    'isthmus serve --listen 0.0.0.0:443 --public-url https://cloud.example --tls-cert a.pem --tls-key a.key',
  ])
    .option('--json', 'say where it is reached as JSON, in one line')
    .action((options: ServeOptions) => serve(surroundings, options))
}
