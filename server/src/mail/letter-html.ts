import type { Block, WrittenLetter } from './write-letter.ts'

/** A letter as HTML: no image, no script, nothing from elsewhere, readable in the light and in the dark. */
export function letterHtml({ language, subject, blocks, footer }: WrittenLetter): string {
  return [
    '<!DOCTYPE html>',
    `<html lang="${escaped(language)}">`,
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escaped(subject)}</title></head>`,
    '<body style="font-family: system-ui, sans-serif; line-height: 1.5; max-width: 40em; margin: 1.5em auto; padding: 0 1em">',
    ...blocks.map(blockHtml),
    `<hr><p><small>${escaped(footer)}</small></p>`,
    '</body></html>',
    '',
  ].join('\n')
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${escaped(block.text)}</p>`
    case 'link':
      return `<p>${linkHtml(block.label, block.url)}</p>`
    case 'list':
      return `<ul>${block.items.map(({ text, url }) => `<li>${linkHtml(text, url)}</li>`).join('')}</ul>`
  }
}

function linkHtml(label: string, url: string): string {
  return `<a href="${escaped(url)}">${escaped(label)}</a>`
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
