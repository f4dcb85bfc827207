import type { Reply } from '../route.ts'

/**
 * Leads on after a form (RFC 9110 15.4.4): loading the page anew does not send the form again.
 * @param location - a path of this server
 */
export function seeOther(location: string, headers: Reply['headers'] = {}): Reply {
  return { status: 303, headers: { ...headers, location, 'cache-control': 'no-store' } }
}
