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
  shareRefusals: {
    misspelt: (server: string) => `There is no server called ${server}. Check how it is written.`,
    unsafe: (server: string) => `There is no safe connection to ${server}, so nothing is sent there.`,
    noCloud: (server: string) => `At ${server} there is no cloud that takes shares.`,
    closed: (server: string) => `${server} does not take this from other clouds.`,
    unwanted: (server: string) => `${server} takes no shares from this cloud.`,
    nobody: (server: string, name: string) =>
      `${server} does not take it: it may know nobody called ${name}.`,
    blocked: (server: string) => `An administrator of this cloud has blocked ${server}.`,
    privateAddress: (server: string) =>
      `${server} is in a private network that this cloud does not reach into.`,
    gone: () => 'What was to be shared, or whoever it belongs to, is not there any more.',
    unfit: (server: string) => `${server} asks for something that this cloud cannot do.`,
    other: () => 'The other server did not take it.',
  },
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
  shareRefusals: {
    misspelt: (server) => `Es gibt keinen Server namens ${server}. Prüfen Sie die Schreibweise.`,
    unsafe: (server) => `Es gibt keine sichere Verbindung zu ${server}, darum wird nichts dorthin geschickt.`,
    noCloud: (server) => `Unter ${server} gibt es keine Cloud, die Geteiltes annimmt.`,
    closed: (server) => `${server} nimmt so etwas von anderen Clouds nicht an.`,
    unwanted: (server) => `${server} nimmt nichts von dieser Cloud an.`,
    nobody: (server, name) =>
      `${server} nimmt es nicht an: Vielleicht gibt es dort niemanden namens ${name}.`,
    blocked: (server) => `Die Verwaltung dieser Cloud hat ${server} gesperrt.`,
    privateAddress: (server) =>
      `${server} liegt in einem privaten Netz, in das diese Cloud nicht hineinreicht.`,
    gone: () => 'Was geteilt werden sollte, oder wem es gehört, ist nicht mehr da.',
    unfit: (server) => `${server} verlangt etwas, das diese Cloud nicht kann.`,
    other: () => 'Der andere Server hat es nicht angenommen.',
  },
  openApp: 'Zur App',
  signOut: 'Abmelden',
}

/** The words of the light pages at `/ui/`. */
export const uiWords = { english, german }
