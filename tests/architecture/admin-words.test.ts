import { describe, expect, it } from 'vitest'
import { readText } from './repository.ts'

function keysIn(path: string, from: string, to: RegExp): string[] {
  const text = readText(path)
  const part = text.slice(text.indexOf(from)).split(to)[0] ?? ''
  return [...part.matchAll(/^ +'?([\w-]+)'?: \{$/gm)].map(([, name]) => String(name))
}

const german = 'web/src/i18n/de/faults.ts'

describe('the words for what is wrong', () => {
  it('are there in German for everything that is found wrong with another cloud', () => {
    const found = keysIn('server/src/federation/diagnosis/fault.ts', 'faultCatalogue', /^\} as const/m)
    expect(found.slice(0, 2)).toEqual(['dns-missing', 'port-closed'])
    expect(keysIn(german, '  peer: {', /^ {2}\}/m)).toEqual(['peer', ...found])
  })

  it('are there in German for every reason why an SMTP server does not take mail', () => {
    const found = keysIn('server/src/mail/smtp/smtp-failure.ts', 'failureWords', /^\} as const/m)
    expect(found.slice(0, 2)).toEqual(['not-configured', 'host-unknown'])
    expect(keysIn(german, '  mail: {', /^ {2}\}/m)).toEqual(['mail', ...found])
  })

  it('are there in German for every warning about the server', () => {
    const warnings = ['server/src/http/api/system-warnings.ts', 'server/src/platform/config/warnings.ts']
    const found = warnings.flatMap((path) => [...readText(path).matchAll(/slug: '([^']+)'/g)])
    expect(keysIn(german, '  system: {', /^ {2}\}/m)).toEqual(['system', ...found.map(([, slug]) => slug)])
  })
})

describe('the words of the audit trail', () => {
  const told = readText('server/src/activity/audit/audit-action.ts')

  it.each(['en', 'de'])('are there for all that can be done, and to what, in %s', (language) => {
    const words = readText(`web/src/i18n/${language}/audit.ts`)
    for (const [list, group] of [
      ['auditThings', 'things'],
      ['auditDeeds', 'deeds'],
    ]) {
      const [names = ''] = told.slice(told.indexOf(`const ${list} = [`)).split(']')
      const [said = ''] = words.slice(words.indexOf(`  ${group}: {`)).split(/^ {2}\}/m)
      expect(new Set([...said.matchAll(/^ {4}'?([\w-]+)'?:/gm)].map(([, name]) => name))).toEqual(
        new Set([...names.matchAll(/^ {2}'([\w-]+)'/gm)].map(([, name]) => name)),
      )
    }
  })
})

describe('the words for settings', () => {
  const sections = readText('docs/reference/configuration.md').split(/^### /m).slice(1)
  const choosable = sections
    .filter((section) => section.includes('- Scope: tenant'))
    .map((section) => section.slice(0, section.indexOf('\n')).replaceAll('.', '_'))

  it.each(['en', 'de'])('are there for all that can be chosen while the server runs, in %s', (language) => {
    const text = readText(`web/src/i18n/${language}/admin.ts`)
    for (const group of ['settingNames', 'settingHints']) {
      const part = text.slice(text.indexOf(`${group}: {`)).split(/^ {2}\}/m)[0] ?? ''
      const named = [...part.matchAll(/^ {4}(\w+):/gm)].map(([, name]) => name)
      expect(new Set(named)).toEqual(new Set(choosable))
    }
  })
})
