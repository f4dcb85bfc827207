import { describe, expect, it } from 'vitest'
import { testSurroundings } from '../testing/run-cli.ts'
import { createStory, type Story } from './story.ts'

describe('the story', () => {
  it('numbers its steps and says what they proved', () => {
    expect(tell({})).toBe('\n1. Start\n\n2. Share\n   ✔ It works\n     a line\n')
  })

  it('has colours and a moving line on a terminal', () => {
    const output = Object.assign(testSurroundings().output, { isTTY: true })
    const told = tell({}, output)
    expect(told).toContain('\u001b[32m✔\u001b[39m It works')
    expect(told).toContain('\r\u001b[K   half\r\u001b[K')
  })

  it('has no colours where NO_COLOR is set', () => {
    const output = Object.assign(testSurroundings().output, { isTTY: true })
    expect(tell({ NO_COLOR: '1' }, output)).not.toContain('\u001b[3')
  })
})

function tell(environment: Record<string, string>, output = testSurroundings().output): string {
  let told = ''
  output.removeAllListeners('data').on('data', (text: string) => (told += text))
  const story: Story = createStory({ output, environment })
  story.begin('Start')
  story.begin('Share')
  story.progress('half')
  story.proved('It works')
  story.show(['a line'])
  return told
}
