/** What one look of the doctor found. */
export interface Finding {
  readonly check: string
  /** `skipped`: it could not be looked at, or has no meaning here. */
  readonly state: 'ok' | 'wrong' | 'skipped'
  /** What it is like. */
  readonly message: string
  /** What to do about it, of what is wrong. */
  readonly remedy?: string
}

export function ok(check: string, message: string): Finding {
  return { check, state: 'ok', message }
}

export function wrong(check: string, message: string, remedy: string): Finding {
  return { check, state: 'wrong', message, remedy }
}

export function skipped(check: string, message: string): Finding {
  return { check, state: 'skipped', message }
}

const marks = { ok: '✔', wrong: '✘', skipped: '-' }

/** A finding for a person: one line, and another one with what to do. */
export function describeFinding({ check, state, message, remedy }: Finding): string[] {
  return [`${marks[state]} ${check}: ${message}`, ...(remedy === undefined ? [] : [`    ${remedy}`])]
}
