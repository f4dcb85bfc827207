import type { ErrorCode } from '../../../platform/errors.ts'

const english = {
  faults: {
    forbidden: 'You may not do this. Load the page again, if it was open for a long time.',
    'not-found': 'There is nothing here.',
    'method-not-allowed': 'This cannot be done here.',
    'payload-too-large': 'This is more than the server accepts.',
    'unsupported-media-type': 'The server does not understand what was sent. Load the page again.',
    'unknown-host': 'No cloud is served here under that name. Check the address.',
    'too-many-requests': 'Too many attempts. Wait a little and try again.',
    internal: 'Something went wrong on the server. Whoever runs it finds the cause in the log.',
    unavailable: 'This does not work at the moment. Try again later.',
    'storage-full': 'There is no space left on the server. Whoever runs it has to make room.',
    'node-not-found': 'There is no such file or folder.',
    'node-exists': 'A file or folder with this name exists already.',
    'node-locked': 'Somebody works on this at the moment. Try again later.',
    'name-invalid': 'This name cannot be used. Choose another one.',
    'insufficient-storage': 'There is no room left here.',
    'resource-in-mount': 'This lies on another cloud and cannot be shared from here.',
    'share-exists': 'This is shared with this person already.',
    'share-with-self': 'You cannot share something with yourself.',
    'recipient-not-found':
      'There is nobody with this name here. Somebody on another cloud is name@cloud.example.',
    'invalid-address': 'This is no address of a cloud. Write it as name@cloud.example.',
    'peer-blocked': 'Nothing is shared with this cloud: an administrator has blocked it.',
    'inbox-item-not-found': 'This is not there any more. It may have been withdrawn.',
    'inbox-item-answered': 'This has been answered already.',
  } satisfies Partial<Record<ErrorCode, string>>,
}

const german: typeof english = {
  faults: {
    forbidden: 'Das dürfen Sie nicht. Laden Sie die Seite neu, wenn sie schon lange offen war.',
    'not-found': 'Hier ist nichts.',
    'method-not-allowed': 'Das geht hier nicht.',
    'payload-too-large': 'Das ist mehr, als der Server annimmt.',
    'unsupported-media-type': 'Der Server versteht nicht, was gesendet wurde. Laden Sie die Seite neu.',
    'unknown-host': 'Unter diesem Namen gibt es hier keine Cloud. Prüfen Sie die Adresse.',
    'too-many-requests': 'Zu viele Versuche. Warten Sie ein wenig und versuchen Sie es noch einmal.',
    internal: 'Auf dem Server ist etwas schiefgegangen. Wer ihn betreibt, findet den Grund im Protokoll.',
    unavailable: 'Das geht im Moment nicht. Versuchen Sie es später noch einmal.',
    'storage-full': 'Auf dem Server ist kein Platz mehr. Wer ihn betreibt, muss welchen schaffen.',
    'node-not-found': 'Diese Datei oder diesen Ordner gibt es nicht.',
    'node-exists': 'Eine Datei oder einen Ordner mit diesem Namen gibt es schon.',
    'node-locked': 'Daran arbeitet gerade jemand. Versuchen Sie es später noch einmal.',
    'name-invalid': 'Dieser Name ist nicht möglich. Wählen Sie einen anderen.',
    'insufficient-storage': 'Hier ist kein Platz mehr.',
    'resource-in-mount': 'Das liegt in einer anderen Cloud und kann von hier aus nicht geteilt werden.',
    'share-exists': 'Das ist mit dieser Person schon geteilt.',
    'share-with-self': 'Mit sich selbst können Sie nichts teilen.',
    'recipient-not-found':
      'Hier gibt es niemanden mit diesem Namen. Wer in einer anderen Cloud ist, heißt name@cloud.example.',
    'invalid-address': 'Das ist keine Adresse einer Cloud. Schreiben Sie sie wie name@cloud.example.',
    'peer-blocked': 'Mit dieser Cloud wird nichts geteilt: Sie ist gesperrt.',
    'inbox-item-not-found': 'Das ist nicht mehr da. Vielleicht wurde es zurückgenommen.',
    'inbox-item-answered': 'Das ist schon beantwortet.',
  },
}

/** What pages say of faults that people can meet there. */
export const faultWords = { english, german }
