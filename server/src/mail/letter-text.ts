import type { Block, WrittenLetter } from './write-letter.ts'

/** A letter as plain text. */
export function letterText({ blocks, footer }: WrittenLetter): string {
  return `${[...blocks.map(blockText), `-- \n${footer}`].join('\n\n')}\n`
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text
    case 'link':
      return `${block.label}:\n${block.url}`
    case 'list':
      return block.items.map(({ text, url }) => `* ${text}\n  ${url}`).join('\n')
  }
}
