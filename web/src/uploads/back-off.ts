/**
 * How long to wait before the server is asked again.
 * @param failures - how often it failed since something last went well, from 1
 * @param random - from 0 to 1: spreads those who all lost the same connection
 * @returns milliseconds
 */
export function backOff(failures: number, random: number): number {
  const whole = Math.min(1_000 * 2 ** (failures - 1), 30_000)
  return Math.round(whole * (0.75 + random / 4))
}
