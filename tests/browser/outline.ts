import type { BrowserWindow } from '@isthmus/testkit'

type Locator = ReturnType<BrowserWindow['page']['locator']>

/**
 * What those who hear a part of a page find in it: roles, names and states, one in a line, each as deep as it lies. Where
 * links lead is left out, and what is another each time: moments, the ports of clouds, and the secrets of links.
 */
export async function outlineOf(part: Locator): Promise<string> {
  const lines = (await part.ariaSnapshot()).split('\n').filter((line) => !line.includes('- /url:'))
  return lines.map(steady).join('\n')
}

function steady(line: string): string {
  return line
    .replaceAll(/this minute|\d+ minutes? ago|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}/g, '…')
    .replaceAll(/…, \d{1,2}:\d{2} [AP]M/g, '…')
    .replaceAll(/localhost:\d+/g, 'cloud.example')
    .replaceAll(/\/s\/[\w-]{43}/g, '/s/…')
    .replace(/:$/, '')
}
