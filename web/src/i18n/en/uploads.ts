/** What the pages of `uploads` say. */
export const uploads = {} as const
