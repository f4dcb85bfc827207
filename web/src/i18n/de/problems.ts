import type { problems as english } from '../en/problems.ts'
import type { Words } from '../words.ts'

export const problems: Words<typeof english> = {
  internal:
    'Etwas ist schiefgegangen. Versuchen Sie es noch einmal; bleibt es so, sagen Sie es der Verwaltung.',
  unreachable:
    'Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  unavailable: 'Das geht im Moment nicht. Versuchen Sie es später noch einmal.',
  forbidden: 'Das dürfen Sie nicht.',
  'too-many-requests': 'Zu viele Versuche. Warten Sie ein wenig und versuchen Sie es noch einmal.',
}
