import { expect, test } from 'vitest'
import { clipboard, forgetInClipboard } from './clipboard.ts'

test('what was cut stays to be pasted until it has been moved, and nothing else takes it away', () => {
  clipboard.set({ way: 'move', from: [{ path: '/a' }, { space: '7', path: '/b' }] })
  forgetInClipboard([{ path: '/b' }, { path: '/c' }])
  expect(clipboard.value?.from).toHaveLength(2)
  forgetInClipboard([{ path: '/a' }])
  expect(clipboard.value).toEqual({ way: 'move', from: [{ space: '7', path: '/b' }] })
  forgetInClipboard([{ space: '7', path: '/b' }])
  expect(clipboard.value).toBeUndefined()
})
