import type { Words } from './words.ts'

export const german: Words = {
  language: 'de',
  greeting: (name) => (name === undefined ? 'Guten Tag,' : `Guten Tag ${name},`),
  footer: ({ name, url }) =>
    `${name} hat das von selbst geschrieben: ${url}. Antworten darauf liest niemand.`,
  test: {
    subject: (cloud) => `Testnachricht von ${cloud}`,
    text: ['das ist ein Test. Wenn Sie ihn lesen können, kann Ihre Cloud E-Mails versenden.'],
  },
  verification: {
    subject: (cloud) => `Ist das Ihre Adresse? (${cloud})`,
    reason: ({ cloud, username }) =>
      `${username} hat diese E-Mail-Adresse bei ${cloud} eingetragen. Wenn Sie das waren, bestätigen Sie sie bitte:`,
    action: 'Adresse bestätigen',
    rest: [
      'Der Link gilt 24 Stunden.',
      'Wenn Sie es nicht waren, brauchen Sie nichts zu tun: Ohne den Link wird die Adresse nicht verwendet.',
    ],
  },
  passwordReset: {
    subject: (cloud) => `Ein neues Passwort für ${cloud}`,
    reason: ({ cloud, username }) =>
      `jemand hat für Ihr Konto ${username} bei ${cloud} um ein neues Passwort gebeten. Wenn Sie das waren, wählen Sie es hier:`,
    action: 'Neues Passwort wählen',
    rest: [
      'Der Link gilt eine Stunde lang und nur einmal.',
      'Wenn Sie es nicht waren, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.',
    ],
  },
  invitation: {
    subject: (cloud) => `Ihr Konto bei ${cloud}`,
    reason: ({ cloud, username }) =>
      `bei ${cloud} gibt es ein Konto für Sie. Ihr Benutzername ist ${username}. Wählen Sie ein Passwort, dann kann es losgehen:`,
    action: 'Passwort wählen',
    rest: ['Der Link gilt 7 Tage lang und nur einmal. Danach bekommen Sie auf der Anmeldeseite einen neuen.'],
  },
  passwordChanged: {
    subject: (cloud) => `Ihr Passwort bei ${cloud} wurde geändert`,
    text: ({ cloud, username }) => [
      `das Passwort Ihres Kontos ${username} bei ${cloud} wurde geändert, und Ihre Browser wurden abgemeldet.`,
      'Wenn Sie das waren, ist alles in Ordnung. Wenn nicht, fordern Sie auf der Anmeldeseite ein neues Passwort an, beenden Sie App-Passwörter, die Sie nicht kennen, und sagen Sie der Verwaltung Ihrer Cloud Bescheid.',
    ],
  },
  notifications: {
    subject: (cloud, count) => `${count} Neuigkeiten bei ${cloud}`,
    action: 'Ansehen',
    more: (count) => (count === 1 ? 'Und eine weitere.' : `Und ${count} weitere.`),
    choices: 'Wählen, worüber und wie Sie benachrichtigt werden',
    sentence: (kind, actor, subject) => {
      switch (kind) {
        case 'share-received':
          return `${actor} möchte „${subject}“ mit Ihnen teilen`
        case 'share-added':
          return `${actor} teilt „${subject}“ mit Ihnen`
        case 'share-accepted':
          return `${actor} hat „${subject}“ angenommen`
        case 'share-declined':
          return `${actor} hat „${subject}“ abgelehnt`
        case 'share-refused':
          return `Der Server von ${actor} hat „${subject}“ zurückgewiesen`
        case 'share-failed':
          return `„${subject}“ konnte ${actor} nicht zugestellt werden`
        case 'share-removed':
          return `${actor} teilt „${subject}“ nicht mehr mit Ihnen`
        case 'share-expired':
          return `Die Zeit von „${subject}“ von ${actor} ist abgelaufen`
      }
    },
  },
}
