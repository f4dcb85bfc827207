import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { CommandFailure } from './command-failure.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Gets the password for a user: the first line of standard input, or asked for twice at the terminal, where it is not
 * shown.
 * @param flag - of the command, by which standard input is meant
 * @throws CommandFailure `no-password`, `passwords-differ`, `interrupted`
 */
export async function readPassword(
  surroundings: Surroundings,
  name: string,
  { fromInput, flag = '--password-stdin' }: { fromInput: boolean; flag?: string },
): Promise<string> {
  if (fromInput) return firstLine(surroundings)
  if (surroundings.input.isTTY !== true) {
    throw new CommandFailure(
      'no-password',
      `There is no terminal to ask for the password: give it on standard input with ${flag}.`,
      { status: 2 },
    )
  }
  const [password, again] = await askHidden(surroundings, [`Password for ${name}: `, 'The same again: '])
  if (password === again) return password
  throw new CommandFailure('passwords-differ', 'The two passwords differ. Nothing was done.')
}

async function firstLine({ input }: Surroundings): Promise<string> {
  const lines = createInterface({ input })
  try {
    for await (const line of lines) return line
  } finally {
    lines.close()
  }
  throw new CommandFailure('no-password', 'Standard input holds no password.', { status: 2 })
}

/** Asks at the terminal without showing the answers. */
async function askHidden(
  { input, errors }: Surroundings,
  questions: readonly [string, string],
): Promise<[string, string]> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input, output: nowhere, terminal: true, historySize: 0 })
  // While a line is edited the terminal hands Ctrl-C over as a character.
  lines.on('SIGINT', () => lines.close())
  const answers = lines[Symbol.asyncIterator]()
  try {
    return [await ask(questions[0]), await ask(questions[1])]
  } finally {
    lines.close()
  }

  async function ask(question: string): Promise<string> {
    errors.write(question)
    const answer = await answers.next()
    errors.write('\n')
    if (answer.done !== true) return answer.value
    throw new CommandFailure('interrupted', 'Interrupted. Nothing was done.', { status: 130 })
  }
}
