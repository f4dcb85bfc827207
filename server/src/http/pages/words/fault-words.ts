import type { ErrorCode } from '../../../platform/errors.ts'
import { type FaultReason, faultReasons } from '../../../platform/fault-reasons.ts'

/** Reasons that people can meet on pages. */
const germanReasons = {
  'other-session': 'Dieses Formular gehört nicht zur jetzigen Sitzung. Laden Sie die Seite neu.',
  'other-site': 'Diese Anfrage kommt von der Seite einer anderen Website.',
  'link-over': 'Dieser Link gilt nicht mehr. Fordern Sie einen neuen an.',
  'address-proved-by-other': 'Jemand anderes hier hat diese Adresse für sich bestätigt.',
  'no-such-path': '{path} gibt es nicht.',
  'not-in-folder': '„{name}“ ist nicht hier.',
  'folder-missing': 'Den Ordner, in den das soll, gibt es nicht.',
  'something-here': 'Hier ist schon etwas.',
  'name-unusable':
    'Dieser Name ist nicht möglich: Er ist leer, zu lang oder enthält ein unzulässiges Zeichen.',
  'name-in-use': 'Dieser Name wird schon benutzt.',
  'may-not-add': 'Hier dürfen Sie nichts hinzufügen.',
  'may-not-change': 'Das dürfen Sie nicht ändern.',
  'may-not-remove': 'Das dürfen Sie nicht entfernen.',
  'locked-by-somebody': 'Daran arbeitet gerade jemand anderes.',
  'file-too-large': 'Die Datei ist größer, als dieser Server annimmt.',
  'broke-off': 'Der Inhalt brach ab, bevor er vollständig war.',
  'no-space-left': 'Für die Datei ist kein Platz mehr.',
  'quota-used-up': 'Es ist kein Platz mehr: Das Kontingent ist aufgebraucht.',
  'files-alone': 'Hier lassen sich nur Dateien hineinlegen.',
  'whole-tree': 'Alle Ihre Dateien auf einmal lassen sich nicht teilen; teilen Sie einen Ordner darin.',
  'owner-named': 'Es gehört {owner}.',
  'shared-by-other': 'Jemand anderes hat es schon geteilt.',
  'may-not-share-outward':
    'Mit Personen auf anderen Servern dürfen Sie nicht teilen. Die Verwaltung kann es erlauben.',
  'not-an-address': '„{text}“ ist keine Adresse wie name@cloud.example.',
  'no-user-called': '„{name}“ ist hier nicht bekannt.',
  'role-without-sharing': 'Ihre Rolle in diesem Team erlaubt kein Teilen.',
  'received-from-elsewhere':
    'Das hat jemand von einem anderen Server mit Ihnen geteilt. Bitten Sie, wem es gehört, es auch mit anderen zu teilen.',
  'shared-for-yourself':
    'Das wurde nur mit Ihnen geteilt. Bitten Sie {owner}, es auch mit anderen zu teilen.',
  'may-not-pass-on':
    'Sie dürfen nicht weitergeben, was andere mit Ihnen teilen. Bitten Sie {owner}, es auch mit anderen zu teilen.',
  'too-many-hands':
    'Das ist schon durch zu viele Hände gegangen. Bitten Sie {owner}, es auch mit anderen zu teilen.',
  'was-declined': 'Es wurde abgelehnt oder verlassen und lässt sich nicht mehr annehmen.',
  'was-removed': 'Es wurde zurückgenommen und lässt sich nicht mehr annehmen.',
  'was-expired': 'Seine Zeit ist um, und es lässt sich nicht mehr annehmen.',
  'peer-blocked-here': 'Die Verwaltung hat {peer} gesperrt.',
  'peer-silent': '{peer} ist zurzeit nicht erreichbar.',
  'peer-shows-not':
    '{peer} öffnet diese Freigabe zurzeit nicht. Fragen Sie, wer sie geteilt hat, oder entfernen Sie sie.',
} satisfies Partial<Record<FaultReason, string>>

/** The same in English, as the catalogue has them. */
const englishReasons: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(germanReasons).map((reason) => [reason, faultReasons[reason as FaultReason]]),
)

const english = {
  anyFault: 'That did not work.',
  reasons: englishReasons,
  faults: {
    forbidden: 'You may not do this. Load the page again, if it was open for a long time.',
    'validation-failed': 'Something in it is missing or wrong.',
    unauthorized: 'Sign in first.',
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
  anyFault: 'Das hat nicht geklappt.',
  reasons: germanReasons,
  faults: {
    forbidden: 'Das dürfen Sie nicht. Laden Sie die Seite neu, wenn sie schon lange offen war.',
    'validation-failed': 'Darin fehlt etwas, oder es stimmt nicht.',
    unauthorized: 'Melden Sie sich zuerst an.',
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
