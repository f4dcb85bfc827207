const english = {
  forgotPassword: 'Forgot your password?',
  forgotTitle: 'Choose a new password',
  forgotAbout:
    'Write your user name or your e-mail address. You get a mail with a link to choose a new password.',
  forgotLogin: 'User name or e-mail address',
  forgotSend: 'Send the mail',
  forgotSent:
    'If there is such an account with an e-mail address, a mail is on its way. Its link works for one hour. If nothing comes, look into the folder for spam, or ask whoever runs this cloud.',
  forgotNoMail: 'This cloud sends no mail. Ask whoever runs it for a new password.',
  backToSignIn: 'Back to signing in',
  chooseTitle: 'Choose a new password',
  chooseFirstTitle: 'Choose your password',
  chooseAbout: (username: string) => `For the account ${username}. You are signed out everywhere else.`,
  chooseFirstAbout: (username: string) => `Your user name here is ${username}.`,
  newPassword: 'New password',
  choose: 'Save and sign in',
  linkOverTitle: 'This link does not work any more',
  linkOver: 'It was used, or it is too old.',
  askAnew: 'Ask for a new one',
  verifyTitle: 'Is this your e-mail address?',
  verifyAbout: 'Confirm that the mail reached you, and the address counts as yours.',
  verify: 'Yes, it is mine',
  verifiedTitle: 'Thank you',
  verified: (address: string) => `${address} counts as yours now.`,
  verifyTaken: 'Somebody else here has shown that this address is theirs.',
  verifyAnew: 'You can have a new mail sent in the settings, at your e-mail addresses.',
}

const german: typeof english = {
  forgotPassword: 'Passwort vergessen?',
  forgotTitle: 'Neues Passwort wählen',
  forgotAbout:
    'Schreiben Sie Ihren Benutzernamen oder Ihre E-Mail-Adresse. Sie bekommen eine Mail mit einem Link, um ein neues Passwort zu wählen.',
  forgotLogin: 'Benutzername oder E-Mail-Adresse',
  forgotSend: 'Mail schicken',
  forgotSent:
    'Wenn es ein solches Konto mit einer E-Mail-Adresse gibt, ist eine Mail unterwegs. Ihr Link gilt eine Stunde. Kommt nichts, sehen Sie im Spam-Ordner nach, oder fragen Sie, wer diesen Server betreibt.',
  forgotNoMail: 'Dieser Server verschickt keine Mails. Bitten Sie, wer ihn betreibt, um ein neues Passwort.',
  backToSignIn: 'Zurück zur Anmeldung',
  chooseTitle: 'Wählen Sie ein neues Passwort',
  chooseFirstTitle: 'Wählen Sie Ihr Passwort',
  chooseAbout: (username) => `Für das Konto ${username}. Überall sonst werden Sie abgemeldet.`,
  chooseFirstAbout: (username) => `Ihr Benutzername hier ist ${username}.`,
  newPassword: 'Neues Passwort',
  choose: 'Speichern und anmelden',
  linkOverTitle: 'Dieser Link gilt nicht mehr',
  linkOver: 'Er wurde schon benutzt, oder er ist zu alt.',
  askAnew: 'Einen neuen anfordern',
  verifyTitle: 'Ist das Ihre E-Mail-Adresse?',
  verifyAbout: 'Bestätigen Sie, dass die Mail bei Ihnen angekommen ist; dann gilt die Adresse als Ihre.',
  verify: 'Ja, das ist meine',
  verifiedTitle: 'Danke',
  verified: (address) => `${address} gilt jetzt als Ihre Adresse.`,
  verifyTaken: 'Jemand anderes hier hat gezeigt, dass ihm diese Adresse gehört.',
  verifyAnew:
    'Eine neue Mail können Sie sich in den Einstellungen schicken lassen, bei Ihren E-Mail-Adressen.',
}

/** The words of what links in mails lead to. */
export const passwordWords = { english, german }
