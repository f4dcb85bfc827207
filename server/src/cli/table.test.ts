import { describe, expect, it } from 'vitest'
import { formatFacts, formatTable } from './table.ts'

describe('a table', () => {
  it('aligns its columns below their headings', () => {
    const lines = formatTable(
      ['id', 'name', 'note'],
      [
        ['1', 'Über uns', ''],
        ['12', '👩‍🚀', 'far'],
      ],
    )
    expect(lines).toEqual(['ID  NAME      NOTE', '1   Über uns', '12  👩‍🚀         far'])
  })

  it('says what there is when there is nothing', () => {
    expect(formatTable(['id'], [], 'Nothing yet.')).toEqual(['Nothing yet.'])
  })

  it('lets no name from elsewhere reach the terminal as a command', () => {
    const [, row] = formatTable(['name'], [['a\u001b[2Jb\r\n\u202eexe.txt']])
    expect(row).toBe('a�[2Jb���exe.txt')
  })
})

describe('facts', () => {
  it('are aligned, without those that are not known', () => {
    const facts = formatFacts([
      ['Name', 'Ann'],
      ['Mail', undefined],
      ['Address', 'ann@cloud.example'],
    ])
    expect(facts).toEqual(['Name     Ann', 'Address  ann@cloud.example'])
  })
})
