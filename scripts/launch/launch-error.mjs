/** Why the launcher cannot start a command, with what a person can do about it. */
export class LaunchError extends Error {
  /**
   * @param {string} message what is wrong, one line
   * @param {string} remedy what to do, one or more lines
   */
  constructor(message, remedy) {
    super(message)
    this.name = 'LaunchError'
    this.remedy = remedy
  }
}
