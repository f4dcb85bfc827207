/** What the pages of `files` say. */
export const files = {} as const
