import type { problems as english } from '../en/problems.ts'
import type { Words } from '../words.ts'

/** Each code of the server’s catalogue of errors: what the server says of it is English. */
export const problems: Words<typeof english> & Readonly<Record<string, string>> = {
  unreachable:
    'Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',

  // Requests
  'validation-failed': 'Etwas von dem, was Sie eingegeben haben, fehlt oder stimmt nicht. {{fields}}',
  unauthorized: 'Sie sind nicht mehr angemeldet. Melden Sie sich an und versuchen Sie es noch einmal.',
  forbidden: 'Das dürfen Sie nicht.',
  'not-found': 'Hier ist nichts. Vielleicht wurde es entfernt oder umbenannt.',
  'method-not-allowed': 'Das geht hier nicht.',
  conflict:
    'Das widerspricht dem, was schon da ist. Sehen Sie nach, wie es jetzt ist, und versuchen Sie es noch einmal.',
  'precondition-failed':
    'Das hat sich geändert, seit Sie es gesehen haben. Sehen Sie es noch einmal an, und entscheiden Sie, was bleiben soll.',
  'payload-too-large': 'Das ist mehr, als dieser Server annimmt.',
  'unsupported-media-type':
    'Der Server versteht nicht, was gesendet wurde. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  'range-not-satisfiable': 'Das ist kürzer als der Teil, der verlangt wurde.',
  'unknown-host': 'Unter dieser Adresse gibt es keine Cloud. Prüfen Sie die Adresse im Browser.',
  'too-many-requests': 'Zu viele Versuche. Warten Sie ein wenig und versuchen Sie es noch einmal.',
  internal:
    'Etwas ist schiefgegangen. Versuchen Sie es noch einmal; bleibt es so, sagen Sie es der Verwaltung.',
  unavailable: 'Das geht im Moment nicht. Versuchen Sie es später noch einmal.',
  'storage-full': 'Auf dem Server ist kein Platz mehr. Seine Verwaltung muss welchen schaffen.',

  // Accounts
  'user-not-found': 'Es gibt niemanden mit diesem Namen.',
  'user-exists': 'Diesen Namen hat schon jemand. Wählen Sie einen anderen.',
  'user-name-used':
    'Diesen Namen hatte jemand, der gelöscht wurde. Andere Clouds kennen ihn vielleicht noch und würden beide ' +
    'verwechseln; darum bekommt ihn niemand mehr. Wählen Sie einen anderen.',
  'name-invalid': 'Dieser Name ist nicht möglich. Wählen Sie einen anderen.',

  // Files
  'node-not-found': 'Diese Datei oder diesen Ordner gibt es nicht.',
  'node-exists': 'Eine Datei oder einen Ordner mit diesem Namen gibt es schon.',
  'node-locked': 'Daran arbeitet gerade jemand anderes. Versuchen Sie es später noch einmal.',
  'insufficient-storage':
    'Dafür ist kein Platz mehr. Löschen Sie etwas, oder bitten Sie die Verwaltung um mehr.',
  'upload-not-found':
    'Dieses Hochladen gibt es nicht. Vielleicht ist es fertig oder abgelaufen; beginnen Sie neu.',
  'upload-offset-mismatch': 'Das Hochladen ist an einer anderen Stelle. Es geht dort weiter.',
  'upload-incomplete': 'Es ist noch nicht alles angekommen. Der Rest muss zuerst gesendet werden.',
  'upload-busy': 'Gerade kommt schon etwas für dieses Hochladen an. Versuchen Sie es gleich noch einmal.',
  'too-many-uploads':
    'Sie haben zu viel, das noch nicht fertig hochgeladen ist. Machen Sie damit weiter, oder beenden Sie es.',
  'tus-version-unsupported': 'Dieses Programm lädt anders hoch, als der Server es kann.',
  'trash-item-not-found':
    'Das ist nicht im Papierkorb. Vielleicht wurde es wiederhergestellt oder endgültig gelöscht.',
  'version-not-found':
    'Diese Version der Datei gibt es nicht. Alte Versionen fallen mit der Zeit weg, oder wenn kein Platz ist.',
  'space-not-found': 'Diesen Raum gibt es nicht, oder Sie gehören nicht dazu.',
  'last-manager': 'Dann würde niemand mehr den Raum leiten. Lassen Sie das erst jemand anderen tun.',
  'resource-in-mount':
    'Das liegt in einer anderen Cloud und kann von hier aus nicht geteilt werden. Bitten Sie darum, wem es gehört.',

  // Shares and the inbox
  'share-not-found': 'Das wird nicht geteilt. Vielleicht wurde es zurückgenommen, oder es ist abgelaufen.',
  'share-exists': 'Das ist mit dieser Person oder Gruppe schon geteilt.',
  'share-over': 'Das wird nicht mehr geteilt. Teilen Sie es neu.',
  'share-with-self': 'Mit sich selbst können Sie nichts teilen.',
  'recipient-not-found':
    'Auf diesem Server gibt es niemanden und keine Gruppe mit diesem Namen. Wer woanders ist, heißt name@cloud.example.',
  'invalid-address': 'Das ist keine Adresse einer Cloud. Schreiben Sie sie wie name@cloud.example.',
  'inbox-item-not-found': 'Das ist nicht mehr da. Vielleicht wurde es zurückgenommen.',
  'inbox-item-answered': 'Das wurde schon beantwortet.',

  // Other servers
  'peer-blocked':
    'Die Verwaltung hat diese Cloud gesperrt: Mit ihr wird nichts geteilt, und nichts angenommen.',
  'peer-unreachable':
    'Die andere Cloud ist nicht erreichbar. Prüfen Sie ihre Adresse, oder versuchen Sie es später noch einmal.',
  'peer-refused': 'Die andere Cloud hat abgelehnt. Ihre Verwaltung kann sagen, warum.',

  // Settings and tenants
  'mail-not-configured': 'Diese Cloud versendet keine E-Mails. Die Verwaltung kann einen SMTP-Server wählen.',
  'setting-locked': 'Das legt die Konfiguration des Servers für alle seine Clouds fest. Ändern Sie es dort.',
  'tenant-exists': 'Unter dieser Adresse gibt es hier schon eine Cloud.',

  // Start and operation
  'data-folder-in-use':
    'Ein anderer Prozess arbeitet mit diesem Datenordner. Beenden Sie ihn, oder nehmen Sie einen anderen Ordner.',
  'data-folder-foreign':
    'Dieser Datenordner gehört zu einer anderen Datenbank. Stellen Sie database.url zurück, oder nehmen Sie den ' +
    'Datenordner dieser Datenbank.',
  'database-unusable':
    'Die Datenbank ist nicht zu gebrauchen. Prüfen Sie, ob sie läuft, und database.url in der Konfiguration.',
  'database-too-new':
    'Eine neuere Version von Isthmus hat diese Datenbank geschrieben. Installieren Sie diese, oder spielen Sie ein ' +
    'Backup ein.',
  'tenant-mismatch':
    'Die öffentliche Adresse ist nicht die, für die dieser Datenordner gemacht wurde. Andere Clouds kennen die alte: ' +
    'Gehen Sie zu ihr zurück.',
  'key-file-exposed':
    'Andere auf diesem Rechner können die Schlüsseldatei lesen. Erlauben Sie es nur ihrem Besitzer: chmod 600.',
  'key-file-damaged':
    'Die Schlüsseldatei ist nicht zu gebrauchen. Stellen Sie sie aus dem Backup der Datenbank wieder her.',
  'blobs-missing':
    'Was alle Dateien enthalten, ist nicht im Datenordner. Hängen Sie die Platte ein, auf der es liegt, oder stellen ' +
    'Sie es aus einem Backup wieder her.',
  'backup-folder-unusable':
    'In diesem Ordner lassen sich keine Backups aufheben. Wählen Sie einen anderen, leeren oder neuen.',
  'backup-folder-in-use':
    'Ein anderer Prozess arbeitet mit diesem Ordner für Backups. Warten Sie, bis er fertig ist.',
  'backup-not-found': 'In diesem Ordner ist kein fertiges Backup. Sehen Sie nach, ob es der richtige ist.',
  'backup-damaged':
    'Das Backup ist nicht mehr, wie es geschrieben wurde, und wurde nicht eingespielt. Versuchen Sie ein älteres.',
  'backup-unfit': 'Dieses Backup lässt sich in eine Datenbank dieser Art nicht einspielen.',
  'database-not-empty':
    'Ein Backup wird nur in eine leere Datenbank eingespielt. Lassen Sie database.url eine neue nennen.',
  'database-tool-failed':
    'Die Programme von PostgreSQL konnten es nicht. Sehen Sie, was sie sagen; ohne sie sichern und spielen Sie die ' +
    'Datenbank selbst ein, mit --without-database.',
  'data-folder-not-empty':
    'Ein Backup wird nur in einen leeren Ordner eingespielt. Nennen Sie einen anderen, oder räumen Sie diesen leer.',
  'sealed-value-unreadable':
    'Ein gespeichertes Geheimnis lässt sich nicht öffnen. Stellen Sie die Schlüsseldatei dieser Datenbank wieder her.',
}
