import type { fieldRules as english } from '../en/field-rules.ts'
import type { Words } from '../words.ts'

/** Each rule that a field of a request can break: what the server says of it is English. */
export const fieldRules: Words<typeof english> & Readonly<Record<string, string>> = {
  // Any value
  missing: 'Das fehlt.',
  'wrong-kind': 'Hier wird eine andere Art von Wert erwartet: {{expected}}.',
  'wrong-form': 'Das ist nicht so geschrieben, wie es sein muss.',
  'not-one-of': 'Eines davon: {{values}}.',
  'unknown-member': 'Hier gibt es nichts mit diesem Namen: {{names}}.',
  'given-twice': 'Das ist mehrfach angegeben.',

  // Texts, numbers, lists
  empty: 'Hier muss etwas stehen.',
  'too-short': 'Mindestens {{minimum}} Zeichen.',
  'too-long': 'Höchstens {{maximum, number}} Zeichen.',
  'too-many-bytes': 'Höchstens {{maximum, number}} Byte.',
  'not-one-line': 'Zwischen 1 und {{maximum, number}} Zeichen, in einer Zeile.',
  'control-characters': 'Steuerzeichen sind nicht möglich.',
  'too-small': 'Mindestens {{minimum, number}}.',
  'too-large': 'Höchstens {{maximum, number}}.',
  'not-in-range': 'Eine ganze Zahl von {{minimum, number}} bis {{maximum, number}}.',
  'not-bytes': 'Eine Zahl von Bytes, mindestens 0.',
  'too-few': 'Mindestens {{minimum, number}} davon.',
  'too-many': 'Höchstens {{maximum, number}} davon.',
  'not-a-switch': 'Ja oder nein (true oder false).',

  // Times
  'not-a-moment': 'Ein Tag mit Uhrzeit und Zeitzone, zum Beispiel 2026-03-01T12:00:00Z.',
  'not-in-future': 'Das muss in der Zukunft liegen.',
  'too-far-away': 'Spätestens {{latest}}.',
  'not-a-duration': 'Eine Dauer mit ihrer Einheit, zum Beispiel 10s, 5m, 2h oder 14d.',

  // People and their accounts
  'not-an-address': 'Das ist keine E-Mail-Adresse. Schreiben Sie sie wie name@host.example.',
  'name-characters': 'Nur Buchstaben, Ziffern, „.“, „_“ und „-“.',
  'name-start': 'Am Anfang muss ein Buchstabe oder eine Ziffer stehen.',
  'name-letters': 'Nehmen Sie die übliche Form jedes Buchstabens, keine breiten Zeichen und keine Ligaturen.',
  'not-a-language': 'Das Kürzel einer Sprache, zum Beispiel en, de-CH oder zh-Hant.',
  'not-a-time-zone': 'Der Name einer Zeitzone, zum Beispiel Europe/Zurich.',
  'wrong-password': 'Das ist nicht Ihr Passwort.',
  'password-or-address':
    'Geben Sie ein Passwort an oder eine E-Mail-Adresse, an die ein Link geschickt wird.',
  'no-successor': 'Nennen Sie ein anderes Konto, das nicht gesperrt ist.',

  // Files and shares
  'not-a-path': 'Ein Pfad, zum Beispiel /Reise/Plan.txt.',
  'not-within-files':
    'Nennen Sie eine Datei oder einen Ordner: Alle Dateien auf einmal lassen sich nicht teilen.',
  'not-an-id': 'Das ist keine Nummer, die hier vergeben wurde.',
  'not-a-page': 'Hier gehört hin, was eine Seite als nächste genannt hat.',
  'not-names': 'Hier gehören Namen hin, getrennt durch /.',
  'not-with-path': 'Zusammen mit einem Pfad geht das nicht.',
  'needs-path': 'Dazu gehört ein Pfad.',
  'not-the-name': 'Das ist nicht der Name des Raums.',
  'for-links-alone': 'Das kann nur ein Link haben.',
  'nobody-named': 'Nennen Sie jemanden.',
  'link-with-recipient': 'Ein Link ist für alle, die ihn haben: Niemand wird genannt.',
  'not-rights-of-link': 'Ein Link erlaubt das Ansehen, das Bearbeiten oder nur das Hineinlegen von Dateien.',
  'drop-needs-link': 'Nur ein Link kann erlauben, Dateien hineinzulegen, ohne etwas zu sehen.',
  'drop-needs-folder': 'Nur in einen Ordner lassen sich Dateien hineinlegen.',
  'drop-without-downloads': 'Wo Dateien nur hineingelegt werden, wird nichts heruntergeladen.',
  'link-needs-password': 'Auf diesem Server brauchen Links ein Passwort.',

  // Servers and settings
  'not-a-host': 'Der Name eines Servers oder eine IP-Adresse.',
  'own-cloud': 'Das ist diese Cloud selbst.',
  'not-https': 'Das muss mit https beginnen: Nur darüber erreichen andere Server diesen.',
  'not-a-public-url': 'Ein Protokoll, ein Server und vielleicht ein Port, ohne Pfad: https://cloud.example.',
  'not-a-folder-path': 'Ein Pfad wie /Geteilt, ohne leere Teile, . oder ..',
  'no-such-setting': 'Diese Einstellung gibt es nicht, oder sie lässt sich hier nicht ändern.',
  'not-such-a-value': 'Dieser Wert passt nicht. Erwartet wird: {{expected}}.',
}
