/** Whether the system says that there is no room: no block left, no quota left, or a file as large as it may become. */
export function isNoSpace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && codes.has(error.code)
}

const codes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
