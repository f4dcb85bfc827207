import type { Command } from 'commander'
import { loadConfig, sampleConfig, showConfig } from '../../platform/config/index.ts'
import { withExamples } from '../command-help.ts'
import { withConfigFlags } from '../config-flags.ts'
import { printOutcome } from '../outcome.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatTable } from '../table.ts'

/** Flags of the configuration by their camelCase names, and `json`. */
type ConfigOptions = Readonly<Record<string, unknown>> & { readonly json?: boolean }

/** `isthmus config …` */
export function addConfigCommands(program: Command, surroundings: Surroundings): void {
  const { environment, workingDirectory, output } = surroundings
  const group = program.command('config').description('The configuration of the server.')
  const load = (flags: ConfigOptions) => loadConfig({ flags, environment, workingDirectory })

  const show = group.command('show').description('Print every setting, its value and where that comes from.')
  withExamples(withConfigFlags(show), [
    'isthmus config show',
    'isthmus config show --data /srv/isthmus --json',
  ])
    .option('--json', 'print JSON')
    .action(async (options: ConfigOptions) => {
      const settings = showConfig(await load(options))
      const rows = settings.map(({ key, value = '', source }) => [key, value, source])
      printOutcome(
        surroundings,
        { object: { settings }, lines: formatTable(['setting', 'value', 'from'], rows) },
        options,
      )
    })

  const check = group.command('check').description('Look for mistakes; exit status 2 when there are any.')
  withExamples(withConfigFlags(check), ['isthmus config check --config /etc/isthmus.yaml'])
    .option('--json', 'print JSON')
    .action(async (options: ConfigOptions) => {
      const { file } = await load(options)
      const lines = [`The configuration can be used (${file ?? 'there is no file'}).`]
      printOutcome(surroundings, { object: { file: file ?? null }, lines }, options)
    })

  const sample = group
    .command('sample')
    .description('Print a configuration file with everything that exists.')
  withExamples(sample, ['isthmus config sample > data/isthmus.yaml']).action(() => {
    output.write(sampleConfig())
  })
}
