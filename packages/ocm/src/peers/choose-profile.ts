import type { Discovery } from '../wire/discovery.ts'
import { currentProfile } from './current.ts'
import type { PeerProfile } from './peer-profile.ts'

/**
 * Tells how to speak with a peer, from what it says about itself. Peers before OCM 1.2 are given the current form, too:
 * they understand its notifications, and refuse its shares with a reason of their own.
 */
export function chooseProfile(_peer: Discovery): PeerProfile {
  return currentProfile
}
