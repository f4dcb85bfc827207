/** What the pages of `files` say. */
export const files = {
  share: 'Share',
  details: 'Details',
  foundFor: 'Found for “{{text}}”',
} as const
