import type { Words } from './words.ts'

export const english: Words = {
  language: 'en',
  greeting: (name) => (name === undefined ? 'Hello,' : `Hello ${name},`),
  footer: ({ name, url }) => `${name} wrote this by itself: ${url}. Nobody reads answers to it.`,
  test: {
    subject: (cloud) => `Test mail from ${cloud}`,
    text: ['This is a test. When you can read it, your cloud can send mail.'],
  },
  verification: {
    subject: (cloud) => `Is this your address? (${cloud})`,
    reason: ({ cloud, username }) =>
      `${username} has added this e-mail address at ${cloud}. When that was you, please confirm it:`,
    action: 'Confirm this address',
    rest: [
      'The link works for 24 hours.',
      'When it was not you, do nothing: without the link the address is not used.',
    ],
  },
  passwordReset: {
    subject: (cloud) => `A new password for ${cloud}`,
    reason: ({ cloud, username }) =>
      `Somebody has asked for a new password for your account ${username} at ${cloud}. When that was you, choose one here:`,
    action: 'Choose a new password',
    rest: [
      'The link works for one hour, and once.',
      'When it was not you, do nothing: your password stays as it is.',
    ],
  },
  invitation: {
    subject: (cloud) => `Your account at ${cloud}`,
    reason: ({ cloud, username }) =>
      `There is an account for you at ${cloud}. Your user name is ${username}. Choose a password, and you can begin:`,
    action: 'Choose a password',
    rest: ['The link works for 7 days, and once. After that, ask for a new one where you sign in.'],
  },
  passwordChanged: {
    subject: (cloud) => `Your password at ${cloud} was changed`,
    text: ({ cloud, username }) => [
      `The password of your account ${username} at ${cloud} was changed, and your browsers were signed out.`,
      'When that was you, all is well. When it was not, ask for a new password where you sign in, end the app passwords that you do not know, and tell your administrator.',
    ],
  },
  notifications: {
    subject: (cloud, count) => `${count} things are new at ${cloud}`,
    action: 'Look at it',
    more: (count) => (count === 1 ? 'And one more.' : `And ${count} more.`),
    choices: 'Choose what you are told of, and how',
    sentence: (kind, actor, subject) => {
      switch (kind) {
        case 'share-received':
          return `${actor} wants to share “${subject}” with you`
        case 'share-added':
          return `${actor} shares “${subject}” with you`
        case 'share-accepted':
          return `${actor} has accepted “${subject}”`
        case 'share-declined':
          return `${actor} has declined “${subject}”`
        case 'share-refused':
          return `The server of ${actor} has refused “${subject}”`
        case 'share-failed':
          return `“${subject}” could not be delivered to ${actor}`
        case 'share-removed':
          return `${actor} does not share “${subject}” with you any more`
        case 'share-expired':
          return `The time of “${subject}” from ${actor} is over`
      }
    },
  },
}
