import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readPassword } from './read-password.ts'
import { testSurroundings } from './testing/run-cli.ts'

describe('a password', () => {
  it('is the first line of standard input', async () => {
    const read = (input: string) => readPassword(testSurroundings(input), 'ann', { fromInput: true })
    expect(await read('correct horse\nbattery\n')).toBe('correct horse')
    expect(await read('no newline')).toBe('no newline')
    expect(await read(' spaces count \r\n')).toBe(' spaces count ')
    await expect(read('')).rejects.toMatchObject({ code: 'no-password', status: 2 })
  })

  it('is not asked for where there is no terminal', async () => {
    const surroundings = testSurroundings()
    await expect(readPassword(surroundings, 'ann', { fromInput: false })).rejects.toMatchObject({
      code: 'no-password',
      status: 2,
      message: expect.stringContaining('--password-stdin'),
    })
  })

  it('is asked for twice at a terminal and never shown', async () => {
    const terminal = openTerminal()
    terminal.answer('hunter2 hunter2\r', 'hunter2 hunter2\r')
    const password = await readPassword(terminal.surroundings, 'ann', { fromInput: false })
    expect(password).toBe('hunter2 hunter2')
    expect(terminal.surroundings.written()).toEqual({
      output: '',
      errors: 'Password for ann: \nThe same again: \n',
    })
  })

  it('can be corrected while it is typed', async () => {
    const terminal = openTerminal()
    terminal.answer('hunterX\u007f2\r', 'hunter2\r')
    expect(await readPassword(terminal.surroundings, 'ann', { fromInput: false })).toBe('hunter2')
  })

  it('is refused when the two differ', async () => {
    const terminal = openTerminal()
    terminal.answer('hunter2\r', 'hunter3\r')
    await expect(readPassword(terminal.surroundings, 'ann', { fromInput: false })).rejects.toMatchObject({
      code: 'passwords-differ',
    })
  })

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('is given up with %s', async (_, key) => {
    const terminal = openTerminal()
    terminal.answer(key)
    await expect(readPassword(terminal.surroundings, 'ann', { fromInput: false })).rejects.toMatchObject({
      code: 'interrupted',
      status: 130,
    })
  })
})

/** A terminal at which somebody types an answer as soon as a question appears. */
function openTerminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input })
  const surroundings = testSurroundings('', { input })
  return {
    surroundings,
    answer(...answers: string[]) {
      surroundings.errors.on('data', (text: string) => {
        if (text.endsWith(': ')) input.write(answers.shift() ?? '')
      })
    },
  }
}
