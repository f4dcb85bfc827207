/** Words for what fields break, where the server’s own would not do in the app. */
export const fieldRules = {
  'too-far-away': 'At the latest {{latest}}.',
} as const
