import { execFile } from 'node:child_process'

/**
 * Runs a program to its end.
 * @param input - what it reads
 * @returns what it wrote
 * @throws Error when it fails
 */
export function outputOf(command: string, args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(command, args, (error, output, errors) => {
      if (error === null) resolve(output)
      else reject(new Error(`${command} failed: ${errors || error.message}`))
    })
    // One that ends without reading says why itself.
    child.stdin?.on('error', () => {}).end(input)
  })
}
