import type { Command } from 'commander'
import { showMoment } from '../moment.ts'
import { addOperatorCommand, type OperatorOptions } from '../operator-command.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatTable } from '../table.ts'

interface SigningKeyObject {
  readonly kid: string
  readonly algorithm: string
  readonly state: 'next' | 'signing' | 'former'
  readonly createdAt: string
  readonly signsFrom: string
}

interface SealingKeyObject {
  readonly id: string
  readonly createdAt: string
  readonly active: boolean
}

interface RotateOptions extends OperatorOptions {
  readonly sealing?: boolean
  readonly immediately?: boolean
}

/** `isthmus keys …` */
export function addKeysCommands(program: Command, surroundings: Surroundings): void {
  const group = program
    .command('keys')
    .description('The keys that sign what goes to other clouds, and those that seal secrets in the database.')

  addOperatorCommand(group, surroundings, {
    syntax: 'list',
    summary: 'List the signing keys of this cloud and the sealing keys of the installation.',
    actor: 'admin',
    examples: ['isthmus keys list'],
    async run(operator) {
      const signing = await operator.ask<{ keys: SigningKeyObject[] }>('GET', '/api/v1/signing-keys')
      const sealing = await operator.ask<{ keys: SealingKeyObject[] }>('GET', '/api/v1/sealing-keys')
      const rows = [
        ...signing.keys.map((key) => [key.kid, key.algorithm, describe(key), showMoment(key.createdAt)]),
        ...sealing.keys.map(({ id, active, createdAt }) => [
          id,
          'A256GCM',
          active ? 'seals' : 'opens',
          showMoment(createdAt),
        ]),
      ]
      return {
        object: { signingKeys: signing.keys, sealingKeys: sealing.keys },
        lines: formatTable(['key', 'algorithm', 'state', 'since'], rows),
      }
    },
  })

  addOperatorCommand<RotateOptions>(group, surroundings, {
    syntax: 'rotate',
    summary:
      'Make a new key: to sign with, when the servers that keep our keys have it; or to seal with, at once.',
    actor: 'admin',
    examples: ['isthmus keys rotate', 'isthmus keys rotate --sealing'],
    options: (command) =>
      command
        .option('--sealing', 'a key that seals secrets in the database, in place of one that signs')
        .option(
          '--immediately',
          'the signing keys are in wrong hands: the new one counts alone, from now on',
        ),
    async run(operator, { sealing = false, immediately = false }) {
      if (sealing) {
        const answer = await operator.ask<{ keys: SealingKeyObject[] }>('POST', '/api/v1/sealing-keys')
        const id = answer.keys.find(({ active }) => active)?.id ?? ''
        return { object: answer, lines: [`${id} seals what is stored from now on. Make a backup.`] }
      }
      const key = await operator.ask<SigningKeyObject>('POST', '/api/v1/signing-keys', { immediately })
      return { object: key, lines: [`${key.kid} ${describe(key)}.`] }
    },
  })
}

function describe({ state, signsFrom }: SigningKeyObject): string {
  if (state === 'next') return `signs from ${showMoment(signsFrom)}`
  return state === 'signing' ? 'signs' : 'has signed'
}
