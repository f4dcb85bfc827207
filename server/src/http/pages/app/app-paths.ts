/**
 * The addresses of the app besides `/`: what its router knows, as patterns of ours. Whoever opens one of them gets the
 * app, which shows what is there.
 */
export const appPaths = [
  '/files/*',
  '/spaces/*',
  '/shared/*',
  '/trash/*',
  '/search/*',
  '/settings/*',
  '/admin/*',
] as const
