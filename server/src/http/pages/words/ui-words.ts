const english = {
  lightPages: 'Pages',
  inboxTitle: 'Shared with you',
  inboxAbout: 'What other people want to share with you, and what you have accepted.',
  inboxEmpty: 'Nobody has shared anything with you yet.',
  fromPerson: (name: string) => `From ${name}`,
  unverified: 'The server has not proved that it is the one it says it is.',
  accept: 'Accept',
  acceptNamed: (name: string) => `Accept ${name}`,
  decline: 'Decline',
  declineNamed: (name: string) => `Decline ${name}`,
  inboxStates: {
    pending: 'Waits for your answer',
    accepted: 'Accepted',
    declined: 'Declined',
    removed: 'Taken back',
    expired: 'Run out',
  },
  whereItIs: (path: string) => `In your files at ${path}`,
  outgoingTitle: 'Share',
  outgoingAbout:
    'Share one of your files or folders with somebody, here or on another cloud. They can look at it, and not change it.',
  shareWith: 'With whom',
  shareWithHint: 'Somebody here by user name, somebody on another cloud as name@cloud.example.',
  localPath: 'What',
  localPathHint: 'The path among your files, for example /Trip/plan.txt',
  shareSubmit: 'Share',
  // The interop suite of the field looks for the first of these sentences.
  shareSent: (name: string) => `Share sent successfully: ${name} has been told.`,
  shareWaits: (name: string) => `The server of ${name} cannot be reached yet. It is told as soon as it can.`,
  shareFailed: (reason: string) => `The other server did not take it: ${reason}`,
  openApp: 'Open the app',
  signOut: 'Sign out',
}

const german: typeof english = {
  lightPages: 'Seiten',
  inboxTitle: 'Mit Ihnen geteilt',
  inboxAbout: 'Was andere mit Ihnen teilen möchten, und was Sie angenommen haben.',
  inboxEmpty: 'Noch hat niemand etwas mit Ihnen geteilt.',
  fromPerson: (name) => `Von ${name}`,
  unverified: 'Der Server hat nicht bewiesen, dass er der ist, für den er sich ausgibt.',
  accept: 'Annehmen',
  acceptNamed: (name) => `${name} annehmen`,
  decline: 'Ablehnen',
  declineNamed: (name) => `${name} ablehnen`,
  inboxStates: {
    pending: 'Wartet auf Ihre Antwort',
    accepted: 'Angenommen',
    declined: 'Abgelehnt',
    removed: 'Zurückgenommen',
    expired: 'Abgelaufen',
  },
  whereItIs: (path) => `In Ihren Dateien unter ${path}`,
  outgoingTitle: 'Teilen',
  outgoingAbout:
    'Teilen Sie eine Datei oder einen Ordner mit jemandem, hier oder in einer anderen Cloud: zum Ansehen, nicht zum Ändern.',
  shareWith: 'Mit wem',
  shareWithHint:
    'Wer hier ist, mit dem Benutzernamen; wer in einer anderen Cloud ist, als name@cloud.example.',
  localPath: 'Was',
  localPathHint: 'Der Pfad in Ihren Dateien, zum Beispiel /Reise/Plan.txt',
  shareSubmit: 'Teilen',
  shareSent: (name) => `Geteilt: ${name} weiß davon.`,
  shareWaits: (name) =>
    `Der Server von ${name} ist noch nicht zu erreichen. Er erfährt davon, sobald es geht.`,
  shareFailed: (reason) => `Der andere Server hat es nicht angenommen: ${reason}`,
  openApp: 'Zur App',
  signOut: 'Abmelden',
}

/** The words of the light pages at `/ui/`. */
export const uiWords = { english, german }
