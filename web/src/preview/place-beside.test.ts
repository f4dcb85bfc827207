import { expect, test } from 'vitest'
import { placeBeside } from './place-beside.ts'

const text = { space: '7', path: '/Trip/Notes/plan.md' }

test.each([
  ['map.png', '/Trip/Notes/map.png'],
  ['./map.png', '/Trip/Notes/map.png'],
  ['../Photos/one%20two.jpg', '/Trip/Photos/one two.jpg'],
  ['/top.txt', '/top.txt'],
  ['100%.txt', '/Trip/Notes/100%.txt'],
  ['map.png?x=1#part', '/Trip/Notes/map.png'],
])('%s lies beside the text, at %s', (address, path) => {
  expect(placeBeside(text, address)).toEqual({ space: '7', path })
})

test.each([
  'https://other.example/a.png',
  '//other.example/a.png',
  'javascript:alert(1)',
  'data:image/png;base64,AAAA',
  '#part',
  '',
  '../../../out.txt',
])('%j leads nowhere among the files', (address) => {
  expect(placeBeside(text, address)).toBeUndefined()
})
