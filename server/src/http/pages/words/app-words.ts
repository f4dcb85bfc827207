const english = {
  notBuiltTitle: 'The app is not built yet',
  notBuilt:
    'Everything else works already: WebDAV, the API, public links and sharing. To build the app, run this in the folder of the program, once:',
  notBuiltNothing: 'Then load this page again. The server need not be restarted.',
}

const german: typeof english = {
  notBuiltTitle: 'Die App ist noch nicht gebaut',
  notBuilt:
    'Alles andere geht schon: WebDAV, die API, öffentliche Links und das Teilen. Um die App zu bauen, führen Sie einmal dies im Ordner des Programms aus:',
  notBuiltNothing: 'Laden Sie dann diese Seite noch einmal. Der Server muss nicht neu gestartet werden.',
}

/** The words of the page that stands in for the app. */
export const appWords = { english, german }
