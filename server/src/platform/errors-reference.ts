import { errorCatalogue } from './errors.ts'
import { faultReasons } from './fault-reasons.ts'
import { fieldRules } from './field-rules.ts'

/** The page docs/reference/errors.md; its anchors are the codes. */
export function errorsReference(): string {
  const entries = Object.entries(errorCatalogue).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const parts = entries.map(([code, { status, title }]) => `## ${code}\n\nHTTP status ${status}. ${title}`)
  const reasons = [reasonsIntroduction, tableOf('reason', faultReasons)]
  const rules = [rulesIntroduction, tableOf('rule', fieldRules)]
  return `${[errorsIntroduction, ...parts, ...reasons, ...rules].join('\n\n')}\n`
}

function tableOf(head: string, sentences: Readonly<Record<string, string>>): string {
  const rows = Object.entries(sentences).map(([code, sentence]) => `| \`${code}\` | ${sentence} |`)
  return [`| ${head} | in English |`, '| --- | --- |', ...rows].join('\n')
}

const errorsIntroduction = `# Errors

<!-- Generated from server/src/platform/errors.ts; a test fails when the two differ. -->

Every error has a stable code. The REST API answers with \`application/problem+json\` (RFC 9457) whose \`type\` ends in the
code, \`isthmus … --json\` prints the same object, and the log names it.

\`title\`, \`detail\` and the messages of fields are English. Who speaks another language finds the same in codes:
\`code\`, \`reason\` with \`params\`, and for each field \`rule\` with \`params\`. New ones may come; then what is said in
English is better than nothing.`

const reasonsIntroduction = `## Reasons

Where the code would leave a person guessing, \`reason\` says why, and \`detail\` says it in English. What stands in braces
is in \`params\`.`

const rulesIntroduction = `## Rules of fields

Each of the \`errors\` of \`validation-failed\` names a field, the \`rule\` that it breaks, and says it in English in
\`message\`. What stands in braces is in \`params\`.`
