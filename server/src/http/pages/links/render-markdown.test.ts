import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderMarkdown } from './render-markdown.ts'

test.each([
  ['# Plan #\n## Day 1\n### Noon\n###### Late', '<h2>Plan</h2><h3>Day 1</h3><h4>Noon</h4><h5>Late</h5>'],
  ['by train,\nslowly\n\nthen on foot', '<p>by train,\nslowly</p><p>then on foot</p>'],
  [
    '- a\n- b *c*\n\n1. one\n2) two',
    '<ul><li>a</li><li>b <em>c</em></li></ul><ol><li>one</li><li>two</li></ol>',
  ],
  ['> said\n> so', '<blockquote>said\nso</blockquote>'],
  ['```js\nif (a < b) run()\n```\nafter', '<pre><code>if (a &lt; b) run()</code></pre><p>after</p>'],
  ['~~~\nnever ends', '<pre><code>never ends</code></pre>'],
  ['    two\n    lines', '<pre><code>two\nlines</code></pre>'],
  ['---', '<hr>'],
  ['**bold** _so_ `co*d*e`', '<p><strong>bold</strong> <em>so</em> <code>co*d*e</code></p>'],
  ['snake_case_name and 2 * 3 * 4', '<p>snake_case_name and 2 * 3 * 4</p>'],
  [
    '[map](https://map.example/?a=1&b=2)',
    '<p><a href="https://map.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow">map</a></p>',
  ],
  [
    '[bad](javascript:alert(1)) ![x](https://track.example/x.png)',
    '<p>[bad](javascript:alert(1)) !<a href="https://track.example/x.png" rel="noopener noreferrer nofollow">x</a></p>',
  ],
  ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
  ['', ''],
])('%j becomes %s', (text, markup) => {
  expect(renderMarkdown(text).text).toBe(markup)
})

test('whatever is written, no other markup comes of it', () => {
  const parts = [
    '#',
    '-',
    '>',
    '`',
    '```',
    '*',
    '**',
    '_',
    '[',
    '](',
    'https://a.example',
    ')',
    '<b>',
    '"',
    "'",
    '&',
    ' ',
    '\n',
    'a',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 60 }), (text) => {
      const { text: markup } = renderMarkdown(text.join(''))
      const rest = markup
        .replaceAll(/<a href="https:\/\/[^"<>]*" rel="noopener noreferrer nofollow">/g, '')
        .replaceAll(/<\/?(?:h[2-5]|p|ul|ol|li|blockquote|pre|code|strong|em|a|hr)>/g, '')
      expect(rest).not.toMatch(/[<>"]/)
    }),
  )
})

const pieces = [
  '[',
  '*',
  '**',
  '_',
  '`',
  '> ',
  '#',
  '- ',
  '[a](https://',
  '1. ',
  '\n',
  '```',
  ' ',
  '\t',
  'a\n',
  '*a',
]

test.each(['', '# a', 'a'].flatMap((first) => pieces.map((piece) => [first, piece] as const)))(
  'a long text that begins with %j and goes on with nothing but %j takes no time',
  (first, piece) => {
    const before = process.threadCpuUsage()
    renderMarkdown(`${first}${piece.repeat((64 * 1024) / piece.length)}x`)
    expect(process.threadCpuUsage(before).user).toBeLessThan(5_000_000)
  },
)
