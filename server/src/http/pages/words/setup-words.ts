const english = {
  setupTitle: 'Make the first account',
  setupAbout: (host: string) =>
    `Whoever has this address becomes the administrator of ${host}. It works once. Everything else can be set up afterwards.`,
  displayName: 'Your name',
  displayNameHint: 'As other people see it.',
  usernameHint: (host: string) =>
    `You sign in with it, and people on other clouds share with you as name@${host}. It cannot be changed later.`,
  passwordNewHint: 'At least 8 characters. A few words that do not belong together are easy to remember.',
  showPassword: 'Show the password',
  makeAccount: 'Make the account',
  usernameInvalid: 'At most 64 letters, digits, “.”, “_” and “-”, the first one a letter or a digit.',
  usernameTaken: 'Somebody has or had this name. Choose another one.',
  passwordInvalid: 'Choose one with at least 8 characters, and at most 1,000.',
  displayNameInvalid: 'At most 200 characters, in one line.',
  setupGoneTitle: 'This address opens nothing any more',
  setupGone: 'Somebody administers this cloud already, or the address is too old.',
  setupGoneNext: 'If there is no administrator yet, have a new address shown where the server runs:',
}

const german: typeof english = {
  setupTitle: 'Das erste Konto anlegen',
  setupAbout: (host) =>
    `Wer diese Adresse hat, verwaltet danach ${host}. Sie gilt einmal. Alles andere können Sie später einrichten.`,
  displayName: 'Ihr Name',
  displayNameHint: 'So, wie andere ihn sehen.',
  usernameHint: (host) =>
    `Damit melden Sie sich an, und Personen auf anderen Servern teilen mit Ihnen als name@${host}. Später ändern lässt er sich nicht.`,
  passwordNewHint: 'Mindestens 8 Zeichen. Ein paar Wörter, die nicht zusammengehören, merkt man sich leicht.',
  showPassword: 'Passwort zeigen',
  makeAccount: 'Konto anlegen',
  usernameInvalid:
    'Höchstens 64 Buchstaben, Ziffern, „.“, „_“ und „-“, am Anfang ein Buchstabe oder eine Ziffer.',
  usernameTaken: 'Diesen Namen hat oder hatte schon jemand. Wählen Sie einen anderen.',
  passwordInvalid: 'Wählen Sie eines mit mindestens 8 und höchstens 1.000 Zeichen.',
  displayNameInvalid: 'Höchstens 200 Zeichen in einer Zeile.',
  setupGoneTitle: 'Diese Adresse öffnet nichts mehr',
  setupGone: 'Diesen Server verwaltet schon jemand, oder die Adresse ist zu alt.',
  setupGoneNext:
    'Wenn ihn noch niemand verwaltet, lassen Sie sich dort, wo er läuft, eine neue Adresse zeigen:',
}

/** The words for the first administrator. */
export const setupWords = { english, german }
