/** What the pages of `share` say. */
export const share = {} as const
