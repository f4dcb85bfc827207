import { readFile } from 'node:fs/promises'

/**
 * @param {string} file where it was noted from what something was made
 * @returns {Promise<string | undefined>} the note, undefined when there is none
 */
export async function readStamp(file) {
  return await readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  )
}
