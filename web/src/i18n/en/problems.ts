/** Words for the codes of the server’s catalogue of errors, where the server’s own would not do in the app. */
export const problems = {
  internal: 'Something went wrong. Try again; when it stays so, tell the administrator.',
  unreachable: 'The server cannot be reached. Check your connection and try again.',
  unavailable: 'This does not work at the moment. Try again later.',
  forbidden: 'You may not do this.',
  'too-many-requests': 'Too many attempts. Wait a little and try again.',
} as const
