import type { Command } from 'commander'
import { type Config, ConfigError, loadConfig } from '../../platform/config/index.ts'
import { CommandFailure } from '../command-failure.ts'
import { withExamples } from '../command-help.ts'
import { addDataFolderOptions, type DataFolderOptions } from '../data-folder-command.ts'
import { describeFinding, type Finding, wrong } from '../doctor/finding.ts'
import { type Operator, openOperator, socketOfServer } from '../operator-client.ts'
import { printOutcome } from '../outcome.ts'
import { showProgress } from '../progress.ts'
import type { Surroundings } from '../surroundings.ts'

interface DoctorOptions extends DataFolderOptions {
  readonly deep?: boolean
}

/** `isthmus doctor` */
export function addDoctorCommand(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('doctor')
    .description('Look whether everything is as it should be, and say what to do where it is not.')
  withExamples(command, ['isthmus doctor --data /srv/isthmus', 'isthmus doctor --deep --json']).option(
    '--deep',
    'compare all that files hold with its checksums, not a sample of the day alone',
  )
  addDataFolderOptions(command).action(async (options: DoctorOptions) => {
    const findings = await examine(surroundings, options)
    const ill = findings.filter(({ state }) => state === 'wrong').length
    const object = { healthy: ill === 0, findings }
    printOutcome(surroundings, { object, lines: findings.flatMap(describeFinding) }, options)
    if (ill > 0)
      throw new CommandFailure('unhealthy', `${ill} of ${findings.length} looks found something wrong.`)
  })
}

async function examine(surroundings: Surroundings, options: DoctorOptions): Promise<Finding[]> {
  const { environment, workingDirectory, clock } = surroundings
  const { data, config: file, deep = false } = options
  const loaded = await loadConfig({ flags: { data, config: file }, environment, workingDirectory }).catch(
    configFault,
  )
  if ('state' in loaded) return [loaded]
  const { runDoctor } = await import('../doctor/run-doctor.ts')
  await using server = await findServer(surroundings, loaded.config, options)
  using progress = showProgress(surroundings, { json: options.json })
  const { config, file: configFile } = loaded
  return Array.fromAsync(
    runDoctor({
      config,
      configFile,
      clock,
      server,
      openCloud: (tenant) => openOperator(surroundings, { ...options, tenant }),
      deep,
      advance: (bytes) => progress.advance(bytes),
    }),
  )
}

function configFault(error: unknown): Finding {
  if (!(error instanceof ConfigError)) throw error
  const mistakes = error.problems.map(({ place, key, message }) => `${place}: ${key}: ${message}`)
  return wrong('configuration', `It cannot be used: ${mistakes.join('; ')}.`, 'See isthmus config check.')
}

async function findServer(
  surroundings: Surroundings,
  config: Config,
  options: DoctorOptions,
): Promise<Operator | undefined> {
  return (await socketOfServer(config)) === undefined ? undefined : openOperator(surroundings, options)
}
