/** Words for the codes of the server’s catalogue of errors, where the server’s own would not do in the app. */
export const problems = {
  unreachable: 'The server cannot be reached. Check your connection and try again.',
  'validation-failed': 'Some of what you entered is missing or wrong. {{fields}}',
  unauthorized: 'You are not signed in any more. Sign in and try again.',
  forbidden: 'You may not do this.',
  'method-not-allowed': 'This cannot be done here.',
  'payload-too-large': 'That is more than this server accepts.',
  'unsupported-media-type': 'The server does not understand what was sent. Load the page anew and try again.',
  'unknown-host': 'No cloud lives at this address. Check the address in the browser.',
  'too-many-requests': 'Too many attempts. Wait a little and try again.',
  internal: 'Something went wrong. Try again; when it stays so, tell the administrator.',
  unavailable: 'This does not work at the moment. Try again later.',
} as const
