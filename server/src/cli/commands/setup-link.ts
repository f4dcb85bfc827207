import type { Command } from 'commander'
import { showMoment } from '../moment.ts'
import { addOperatorCommand } from '../operator-command.ts'
import type { Surroundings } from '../surroundings.ts'

/** `isthmus setup-link` */
export function addSetupLinkCommand(program: Command, surroundings: Surroundings): void {
  addOperatorCommand(program, surroundings, {
    syntax: 'setup-link',
    summary:
      'Show an address at which the first administrator makes an account in the browser. It works once.',
    actor: 'admin',
    examples: ['isthmus setup-link', 'isthmus setup-link --tenant physics.example'],
    async run(operator) {
      const link = await operator.ask<{ url: string; expiresAt: string }>('POST', '/api/v1/setup-links')
      return { object: link, lines: [link.url, '', `It works until ${showMoment(link.expiresAt)}.`] }
    },
  })
}
