import type { Person, WebAnswer } from '@isthmus/testkit'
import { vi } from 'vitest'

const patience = { timeout: 120_000, interval: 100 }

/** Reads a file, again and again while the answer is 503: a server that was dead is left alone for some seconds. */
export function getWhenUp(person: Person, path: string): Promise<WebAnswer> {
  return vi.waitFor(async () => {
    const answer = await person.files.get(path)
    if (answer.status === 503) throw new Error(`${path} of ${person.address}: ${answer.text}`)
    return answer
  }, patience)
}
