import { styleText } from 'node:util'
import { printable } from '../printable.ts'
import type { Surroundings } from '../surroundings.ts'

/** The words of the demo, on standard output. */
export interface Story {
  /** Begins a step: its number and title. */
  begin(title: string): void
  /** A sentence. */
  say(sentence: string): void
  /** Something that has been proved. */
  proved(sentence: string): void
  /** Lines to look at. */
  show(lines: readonly string[]): void
  /** A line that is replaced by the next one; on a terminal alone. */
  progress(line: string): void
  /** Number and title of the current step. */
  readonly step: string
}

/** Tells a story; in colours where the terminal has them and `NO_COLOR` is not set. */
export function createStory({ output, environment }: Pick<Surroundings, 'output' | 'environment'>): Story {
  const coloured = output.isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb'
  let number = 0
  let step = ''
  let progress = ''

  const style = (format: Parameters<typeof styleText>[0], text: string): string =>
    coloured ? styleText(format, text, { validateStream: false }) : text
  const write = (line: string): void => {
    if (progress !== '') output.write(clearLine)
    progress = ''
    output.write(`${line}\n`)
  }

  return {
    get step() {
      return step
    },
    begin(title) {
      number += 1
      step = `${number}. ${title}`
      write(`\n${style('bold', step)}`)
    },
    say: (sentence) => write(`   ${printable(sentence)}`),
    proved: (sentence) => write(`   ${style('green', '✔')} ${printable(sentence)}`),
    show(lines) {
      for (const line of lines) write(line === '' ? '' : style('dim', `     ${printable(line)}`))
    },
    progress(line) {
      if (output.isTTY !== true || line === progress) return
      output.write(`${clearLine}   ${line}`)
      progress = line
    },
  }
}

const clearLine = '\r\u001b[K'
