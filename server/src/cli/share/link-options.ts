import { type Command, InvalidArgumentError } from 'commander'
import { readPassword } from '../read-password.ts'
import type { Surroundings } from '../surroundings.ts'

/** What only links have, as options of a command. */
export interface LinkOptions {
  readonly dropOnly?: boolean
  /** Asked for at the terminal; false takes it away. */
  readonly password?: boolean
  readonly passwordStdin?: boolean
  readonly maxDownloads?: number | 'none'
  readonly label?: string
}

/** @param change - of a link that exists: things can be taken away */
export function addLinkOptions(command: Command, { change }: { readonly change: boolean }): Command {
  const options = command
    .option('--drop-only', 'of a link to a folder: people add files, and see nothing')
    .option('--password', 'of a link: asks for its password')
    .option('--password-stdin', 'of a link: takes its password from the first line of standard input')
    .option(
      `--max-downloads <${change ? 'N|none' : 'N'}>`,
      'of a link: how many downloads there may be',
      change ? countOrNone : count,
    )
    .option('--label <TEXT>', `of a link: what you call it${change ? '; an empty one takes it away' : ''}`)
  return change ? options.option('--no-password', 'of a link: takes its password away') : options
}

/** What the API is told of them. */
export async function linkFieldsOf(
  surroundings: Surroundings,
  { dropOnly, password, passwordStdin, maxDownloads, label }: LinkOptions,
) {
  const asked = password === true || passwordStdin === true
  return {
    ...(dropOnly === true && { permissions: ['create'] }),
    ...(password === false && { password: null }),
    ...(asked && {
      password: await readPassword(surroundings, 'the link', { fromInput: passwordStdin === true }),
    }),
    maxDownloads: maxDownloads === 'none' ? null : maxDownloads,
    label: label === '' ? null : label,
  }
}

function count(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Write a number of downloads, 1 or more.')
}

/** Not null: the parser of options takes that for no value. */
function countOrNone(text: string): number | 'none' {
  return text === 'none' ? text : count(text)
}
