const english = {
  signInTitle: 'Sign in',
  signInTo: (cloud: string) => `Sign in to ${cloud}`,
  username: 'User name',
  signIn: 'Sign in',
  signInWrong: 'The user name or the password is wrong.',
  signInDisabled: 'This account is locked. An administrator can open it again.',
  signInAfterReset: 'Your password was changed. Sign in with the new one.',
  signedOut: 'You are signed out.',
  signedOutByTime: 'Your session is over. Sign in to go on where you were.',
  noAdmin:
    'This cloud has no administrator yet. Open the address that was shown when the server was started, or have a new one shown:',
}

const german: typeof english = {
  signInTitle: 'Anmelden',
  signInTo: (cloud) => `Bei ${cloud} anmelden`,
  username: 'Benutzername',
  signIn: 'Anmelden',
  signInWrong: 'Der Benutzername oder das Passwort ist falsch.',
  signInDisabled: 'Dieses Konto ist gesperrt. Wer den Server verwaltet, kann es wieder öffnen.',
  signInAfterReset: 'Ihr Passwort wurde geändert. Melden Sie sich mit dem neuen an.',
  signedOut: 'Sie sind abgemeldet.',
  signedOutByTime: 'Ihre Sitzung ist zu Ende. Melden Sie sich an, um dort weiterzumachen, wo Sie waren.',
  noAdmin:
    'Diesen Server verwaltet noch niemand. Öffnen Sie die Adresse, die beim Start des Servers gezeigt wurde, oder lassen Sie sich eine neue zeigen:',
}

/** The words of signing in and out. */
export const signInWords = { english, german }
