import { Command } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { addAppPasswordCommands } from './commands/app-password.ts'
import { addAuditCommands } from './commands/audit.ts'
import { addBackupCommands } from './commands/backup.ts'
import { addConfigCommands } from './commands/config.ts'
import { addDemoCommand } from './commands/demo.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addFederationCommands } from './commands/federation.ts'
import { addFilesCommands } from './commands/files.ts'
import { addGroupCommands } from './commands/group.ts'
import { addInboxCommands } from './commands/inbox.ts'
import { addJobsCommands } from './commands/jobs.ts'
import { addKeysCommands } from './commands/keys.ts'
import { addMailCommands } from './commands/mail.ts'
import { addPeerCommands } from './commands/peer.ts'
import { addRightsCommands } from './commands/rights.ts'
import { addServeCommand } from './commands/serve.ts'
import { addSessionCommands } from './commands/session.ts'
import { addSettingCommands } from './commands/setting.ts'
import { addSetupLinkCommand } from './commands/setup-link.ts'
import { addShareCommands } from './commands/share.ts'
import { addSpaceCommands } from './commands/space.ts'
import { addTenantCommands } from './commands/tenant.ts'
import { addTokenCommands } from './commands/token.ts'
import { addTrashCommands } from './commands/trash.ts'
import { addUserCommands } from './commands/user.ts'
import { addVersionsCommands } from './commands/versions.ts'
import type { Surroundings } from './surroundings.ts'

/** All commands. Each group has a file of its own in `commands/`. */
export function createProgram(surroundings: Surroundings): Command {
  const { output, errors } = surroundings
  const program = new Command('isthmus')
    .description('A self-hosted cloud whose users share with people on any other cloud.')
    .version(manifest.version, '--version', 'print the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.write(text),
      writeErr: (text) => errors.write(text),
      outputError: (text, write) => {
        write(text.replace(/^error: /, 'isthmus: '))
      },
      getOutHelpWidth: () => output.columns ?? 100,
      getErrHelpWidth: () => errors.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('Add --help to see how it is used.')
    .addHelpText('afterAll', exitStatuses)

  addServeCommand(program, surroundings)
  addDemoCommand(program, surroundings)
  addSetupLinkCommand(program, surroundings)
  addUserCommands(program, surroundings)
  addGroupCommands(program, surroundings)
  addRightsCommands(program, surroundings)
  addFilesCommands(program, surroundings)
  addTrashCommands(program, surroundings)
  addVersionsCommands(program, surroundings)
  addSpaceCommands(program, surroundings)
  addShareCommands(program, surroundings)
  addInboxCommands(program, surroundings)
  addAppPasswordCommands(program, surroundings)
  addTokenCommands(program, surroundings)
  addSessionCommands(program, surroundings)
  addPeerCommands(program, surroundings)
  addFederationCommands(program, surroundings)
  addSettingCommands(program, surroundings)
  addMailCommands(program, surroundings)
  addKeysCommands(program, surroundings)
  addTenantCommands(program, surroundings)
  addJobsCommands(program, surroundings)
  addAuditCommands(program, surroundings)
  addDoctorCommand(program, surroundings)
  addBackupCommands(program, surroundings)
  addConfigCommands(program, surroundings)
  return program
}

const exitStatuses = `
Exit status: 0 it is done; 1 it failed, standard error says why (with --json as a problem object, RFC 9457);
2 wrong usage or configuration.`
