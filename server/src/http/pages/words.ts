/** The words of pages, in English and German. */

const english = {
  sharedBy: (name: string) => `Shared by ${name}`,
  endsOn: (date: string) => `The link ends on ${date}.`,
  limited: 'The number of downloads is limited: each file that you open counts.',
  whereYouAre: 'Where you are',
  contents: 'Contents',
  emptyFolder: 'This folder is empty.',
  downloadAll: 'Download all (ZIP)',
  download: 'Download',
  downloadNamed: (name: string) => `Download ${name}`,
  open: 'Open in the browser',
  remove: 'Remove',
  removeNamed: (name: string) => `Remove ${name}`,
  removeQuestion: (name: string) => `Remove “${name}”?`,
  cancel: 'Cancel',
  changed: (date: string) => `changed ${date}`,
  page: (number: number, of: number) => `Page ${number} of ${of}`,
  previousPage: 'Previous page',
  nextPage: 'Next page',
  upload: 'Upload',
  uploadHere: 'Upload files to this folder',
  dropHere: (name: string) => `Give files to ${name}`,
  dropHint: 'What you upload here can be seen by the owner of the folder alone. You cannot take it back.',
  chooseFiles: 'Files',
  orDrop: 'You can also drop files anywhere on this page.',
  uploading: 'being uploaded',
  uploaded: 'uploaded',
  failed: 'not uploaded',
  added: (count: number) => (count === 1 ? 'One file was uploaded.' : `${count} files were uploaded.`),
  nothingAdded: 'Choose one or more files first.',
  newFolder: 'New folder',
  folderName: 'Name of the folder',
  makeFolder: 'Make folder',
  password: 'Password',
  passwordTitle: 'This link has a password',
  passwordHint: 'Whoever gave you the link knows it.',
  passwordWrong: 'That is not the password. Try again.',
  continue: 'Continue',
  tooManyAttempts: (seconds: number) => `Too many attempts. Wait ${seconds} seconds and try again.`,
  preview: 'Preview',
  previewCut: 'Only the beginning is shown. Download the file to see all of it.',
  noPreview: 'This kind of file cannot be shown here.',
  goneTitle: 'There is nothing here',
  gone: 'The link is wrong, or it has ended. Ask whoever gave it to you.',
  refusedTitle: 'That did not work',
  back: 'Back',
  tooMuchForZip: 'This folder is too large for one archive. Download the folders in it one by one.',
}

export type Words = typeof english

const german: Words = {
  sharedBy: (name) => `Geteilt von ${name}`,
  endsOn: (date) => `Der Link endet am ${date}.`,
  limited: 'Die Zahl der Downloads ist begrenzt: Jede Datei, die Sie öffnen, zählt.',
  whereYouAre: 'Wo Sie sind',
  contents: 'Inhalt',
  emptyFolder: 'Dieser Ordner ist leer.',
  downloadAll: 'Alles herunterladen (ZIP)',
  download: 'Herunterladen',
  downloadNamed: (name) => `${name} herunterladen`,
  open: 'Im Browser öffnen',
  remove: 'Entfernen',
  removeNamed: (name) => `${name} entfernen`,
  removeQuestion: (name) => `„${name}“ entfernen?`,
  cancel: 'Abbrechen',
  changed: (date) => `geändert ${date}`,
  page: (number, of) => `Seite ${number} von ${of}`,
  previousPage: 'Vorige Seite',
  nextPage: 'Nächste Seite',
  upload: 'Hochladen',
  uploadHere: 'Dateien in diesen Ordner hochladen',
  dropHere: (name) => `Dateien an ${name} geben`,
  dropHint: 'Was Sie hier hochladen, sieht nur, wem der Ordner gehört. Sie können es nicht zurücknehmen.',
  chooseFiles: 'Dateien',
  orDrop: 'Sie können Dateien auch irgendwo auf dieser Seite ablegen.',
  uploading: 'wird hochgeladen',
  uploaded: 'hochgeladen',
  failed: 'nicht hochgeladen',
  added: (count) => (count === 1 ? 'Eine Datei wurde hochgeladen.' : `${count} Dateien wurden hochgeladen.`),
  nothingAdded: 'Wählen Sie zuerst eine oder mehrere Dateien.',
  newFolder: 'Neuer Ordner',
  folderName: 'Name des Ordners',
  makeFolder: 'Ordner anlegen',
  password: 'Passwort',
  passwordTitle: 'Dieser Link hat ein Passwort',
  passwordHint: 'Wer Ihnen den Link gegeben hat, kennt es.',
  passwordWrong: 'Das ist nicht das Passwort. Versuchen Sie es noch einmal.',
  continue: 'Weiter',
  tooManyAttempts: (seconds) => `Zu viele Versuche. Warten Sie ${seconds} Sekunden.`,
  preview: 'Vorschau',
  previewCut: 'Nur der Anfang wird gezeigt. Laden Sie die Datei herunter, um alles zu sehen.',
  noPreview: 'Diese Art von Datei kann hier nicht gezeigt werden.',
  goneTitle: 'Hier ist nichts',
  gone: 'Der Link ist falsch, oder er hat geendet. Fragen Sie, wer ihn Ihnen gegeben hat.',
  refusedTitle: 'Das ging nicht',
  back: 'Zurück',
  tooMuchForZip: 'Dieser Ordner ist zu groß für ein Archiv. Laden Sie die Ordner darin einzeln herunter.',
}

/** How a page speaks to somebody. */
export interface Speech {
  /** BCP 47 tag, as the browser prefers it: also for figures and dates. */
  readonly locale: string
  readonly words: Words
}

const longestHeader = 1000

/**
 * The language of a page.
 * @param header - `Accept-Language` (RFC 9110 12.5.4)
 */
export function speechFor(header: string | undefined): Speech {
  const wanted = (header ?? '')
    .slice(0, longestHeader)
    .split(',')
    .flatMap((item) => {
      const [, tag = '', quality = '1'] =
        /^\s*([a-z]{2}(?:-[a-z0-9]{2,8})*)\s*(?:;\s*q=([01](?:\.\d{1,3})?))?\s*$/i.exec(item) ?? []
      return /^(?:en|de)(?:-|$)/i.test(tag) && Number(quality) > 0 ? [{ tag, quality: Number(quality) }] : []
    })
    .toSorted((one, other) => other.quality - one.quality)
  const locale = canonical(wanted[0]?.tag ?? 'en')
  return { locale, words: locale.startsWith('de') ? german : english }
}

function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en'
  } catch {
    return 'en'
  }
}
