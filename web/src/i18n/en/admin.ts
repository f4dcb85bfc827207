/** What the pages of `admin` say. */
export const admin = {} as const
