import { programPath } from '../program-path.ts'
import { shellQuote } from '../shell-quote.ts'
import { formatFacts } from '../table.ts'
import { annsFolder, type Person, type Scene } from './scene.ts'

/** What a person who has watched the demo can do now, while both servers are up. */
export function farewell({ ann, bob, carol }: Scene, workingDirectory: string): string[] {
  const isthmus = programPath(workingDirectory)
  const data = (person: Person): string => `--data ${shellQuote(person.cloud.dataFolder)}`
  return [
    '',
    'Both clouds stay up until Ctrl-C. Open them in a browser, each in a window of its own:',
    '',
    ...formatFacts(
      [ann, carol, bob].map(({ name, password, cloud }) => [`  ${cloud.publicUrl}`, `${name}  ${password}`]),
    ),
    '',
    'Or share again, accept, and look with curl:',
    '',
    `  curl -u ${ann.name}:${ann.password} ${ann.cloud.publicUrl}/api/v1/shares -H 'content-type: application/json' \\`,
    `    -d '{"path": "${annsFolder}", "shareWith": "${bob.address}", "permissions": ["read", "write"]}'`,
    `  curl -u ${bob.name}:${bob.password} ${bob.cloud.publicUrl}/api/v1/inbox`,
    `  curl -u ${bob.name}:${bob.password} -X POST ${bob.cloud.publicUrl}/api/v1/inbox/ID/accept`,
    `  curl -u ${bob.name}:${bob.password} -X PROPFIND -H 'depth: 1' ${bob.cloud.publicUrl}/dav/files/bob/Shared`,
    '',
    'See what each server finds out about the other:',
    '',
    `  ${isthmus} peer inspect ${bob.cloud.host} ${data(ann)}`,
    `  ${isthmus} peer inspect ${ann.cloud.host} ${data(bob)}`,
    '',
  ]
}
