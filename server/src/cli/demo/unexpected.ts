import { isDeepStrictEqual } from 'node:util'

/** Something did not happen as the story says. */
export class Unexpected extends Error {
  override readonly name = 'Unexpected'
  readonly expected: string
  readonly came: string

  /** @param what - what was looked at */
  constructor(what: string, { expected, came }: { expected: unknown; came: unknown }) {
    super(what)
    this.expected = describe(expected)
    this.came = describe(came)
  }
}

/** @throws Unexpected when the two differ */
export function expectEqual(what: string, came: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(came, expected)) throw new Unexpected(what, { expected, came })
}

function describe(value: unknown): string {
  const text = typeof value === 'string' ? value : value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 1000 ? `${text.slice(0, 1000)}…` : text
}
