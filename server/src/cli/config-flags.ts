import type { Command } from 'commander'
import { configFlags } from '../platform/config/index.ts'

/** Adds all settings that have a flag, and the name of the configuration file. */
export function withConfigFlags(command: Command): Command {
  for (const { syntax, description, default: value } of configFlags()) {
    command.option(syntax, value === undefined ? description : `${description} (default: ${value})`)
  }
  return command.option(
    '--config <FILE>',
    'Configuration file. (default: ISTHMUS_CONFIG, else isthmus.yaml in the data folder)',
  )
}
