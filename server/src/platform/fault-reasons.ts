import { fillSentence, type SentenceValues, type ValuesFor } from './sentence.ts'

/**
 * Why a fault of the catalogue came about, where its code alone would leave a person guessing: by a stable code, as one or
 * two sentences. To add a reason, add a line here and its German words in web/src/i18n/de/reasons.ts, and renew
 * docs/reference/errors.md (`-u`).
 */
export const faultReasons = {
  // Who asks
  'wrong-sign-in': 'The user name or the password is wrong.',
  'wrong-credentials': 'The user name, password or token is wrong.',
  'account-disabled': 'The account is disabled. An administrator can enable it again.',
  'for-administrators': 'Only an administrator can do this.',
  'for-operator': 'Only the operator of the server can do this, at its command line.',
  'app-password-not-enough': 'An app password cannot do this. Sign in with your own password.',
  'other-site': 'This request comes from a page of another site.',
  'other-session': 'This form is not of the session that is open now. Load the page again.',
  'no-session': 'This request was not made in a session.',
  'too-many-streams': 'You have {most} streams of events already. Close one of them.',

  // Accounts
  'no-such-session': 'You have no such session.',
  'no-such-app-password': 'You have no such app password.',
  'too-many-app-passwords': 'You have {most} app passwords. Revoke those that nothing uses.',
  'no-such-token': 'You have no such token.',
  'too-many-tokens': 'You have {most} tokens. Revoke those that nothing uses.',
  'no-such-address': 'You have no such address.',
  'address-yours': 'This address is yours already.',
  'address-verified': 'This address is verified already.',
  'address-not-verified': 'Verify the address first.',
  'address-primary': 'Make another address the primary one first.',
  'address-proved-by-other': 'Somebody else here has shown that this address is theirs.',
  'address-of-other': '{address} belongs to another user.',
  'too-many-addresses': 'You have {most} addresses. Remove those that you do not use.',
  'link-over': 'This link is not valid any more. Ask for a new one.',
  'user-without-address': 'The user has no e-mail address.',
  'user-has-password': 'The user has a password. Who has forgotten it can ask for a new one.',
  'password-just-changed': 'The password has been changed at the same moment.',
  'own-password': 'Change your own password with the one that you have.',
  'own-profile-alone': 'You can change your own name, language and time zone only.',
  'last-administrator': '{user} is the last administrator. Make somebody else an administrator first.',
  'administered-already': 'Somebody administers this cloud already, and makes other accounts.',
  'no-such-group': 'There is no group with this name.',
  'group-exists': 'A group with this name exists already.',
  'no-member': '{user} is no member of {group}.',
  'no-such-notification': 'You have no such notification.',

  // Files
  'nothing-here': 'There is nothing here.',
  'gone-meanwhile': 'This does not exist any more.',
  'no-such-path': '{path} does not exist.',
  'not-in-folder': 'There is no “{name}” here.',
  'folder-missing': 'The folder that this would be in does not exist.',
  'is-a-file': 'This is a file.',
  'is-a-folder': 'This is a folder.',
  'something-here': 'There is something here already.',
  'target-taken': 'There is something at the target already.',
  'name-unusable': 'This name cannot be used: it is empty, too long or has a forbidden character.',
  'name-in-use': 'This name is in use.',
  'may-not-read': 'You may not read this.',
  'may-not-change': 'You may not change this.',
  'may-not-add': 'You may not add anything here.',
  'may-not-remove': 'You may not remove this.',
  'may-not-share': 'You may not share this.',
  'root-stays': 'The top folder cannot be moved, replaced or removed.',
  'one-holds-other': 'One of the two holds the other.',
  'too-deep': 'Folders can be nested {most} levels deep, not more.',
  'nested-too-deeply': 'The folders are nested too deeply.',
  'too-much-at-once': 'Not more than {most} files and folders at once.',
  'holds-others': 'This folder holds something that only its owner can remove.',
  'holds-received': 'The folder holds something that was shared with you. Move that out first.',
  'received-not-replaced': 'What was shared with you cannot be replaced.',
  'received-not-moved': 'What was shared with you cannot be moved to another share or team; copy it.',
  'folder-not-replaced': 'Between two servers a folder is not replaced. Remove what is at the target first.',
  'changed-since-seen': 'This has changed since you last saw it.',
  'changed-meanwhile': 'Something else happened to this at the same time. Try again.',
  'changed-while-moved': 'Something in it has changed while it was being moved.',
  'copied-and-maybe-there': 'It was copied; whether it is also where it was could not be found out. {why}',
  'copied-not-removed':
    'It was copied, and it is also where it was, because it could not be removed there: {why}',
  'locked-by-somebody': 'Somebody else works on this.',
  'locked-elsewhere': 'This lies on another server, where nothing can be locked from here.',
  'file-too-large': 'The file is larger than this server accepts.',
  'file-shorter': 'The file is shorter than this.',
  'arrived-damaged': 'The contents arrived damaged: their checksum is another.',
  'broke-off': 'The contents broke off before they were complete.',
  'longer-than-announced': 'The contents are longer than announced.',
  'no-space-left': 'There is no space left for the file.',
  'quota-used-up': 'There is no room left: the quota is used up.',
  'upload-at': '{received} bytes are there.',
  'upload-part-there': '{received} of {size} bytes are there.',
  'upload-size': 'The upload was announced with {size} bytes.',
  'upload-lost': 'What had come of it is lost.',
  'upload-taken-over': 'It was taken over by another request, or has ended.',
  'too-much-for-archive': 'This is too much for one archive.',
  'version-of-owner': 'Only its owner may delete a version for good.',
  'versions-elsewhere': 'This lies on another server, which keeps its versions to itself.',
  'folder-without-versions': 'A folder has no versions.',

  // Spaces of teams
  'no-such-space': 'There is no such space.',
  'for-managers': 'Only a manager of the space may do this.',
  'too-many-members': 'A space has at most {most} members; use a group.',
  'space-to-confirm': 'The space is deleted with everything in it. Write its name to confirm that.',

  // Shares and the inbox
  'share-over': 'This share is over.',
  'files-alone': 'Files can be put here, and nothing else.',
  'no-link': 'This is no link.',
  'whole-tree': 'The whole of your files cannot be shared; share a folder in it.',
  'ends-before-begin': 'The share would end before it begins.',
  'ends-now': 'To end the share now, take it back.',
  'more-than-own-rights': 'You cannot allow others more than you may do yourself.',
  'owner-named': 'It belongs to {owner}.',
  'shared-by-other': 'Somebody else has shared it.',
  'other-terms': 'Share {share} has other permissions, another end or another note. Change that one.',
  'may-not-share-outward': 'You may not share with people on other servers. An administrator can allow it.',
  'may-not-make-links': 'You may not make public links. An administrator can allow it.',
  'link-fields': 'Some of this is for links alone.',
  'not-an-address': '“{text}” is not an address like name@cloud.example.',
  'no-user-called': 'Nobody is called “{name}” here.',
  'no-group-called': 'No group is called “{name}” here.',
  'nothing-to-retry': 'It has been delivered or is over: there is nothing to try again.',
  'retried-by-initiator': 'Only {user} can share it again.',
  'role-without-sharing': 'Your role in this team does not let you share.',
  'received-from-elsewhere':
    'This was shared with you by somebody on another server. Ask the owner to share it with others, too.',
  'shared-for-yourself':
    'This was shared with you for yourself. Ask the owner, {owner}, to share it with others, too.',
  'may-not-pass-on':
    'You may not share on what others shared with you. Ask the owner, {owner}, to share it with others, too.',
  'too-many-hands':
    'This has gone through too many hands already. Ask the owner, {owner}, to share it with others, too.',
  'was-declined': 'It was declined or left, and can be accepted no more.',
  'was-removed': 'It was taken back, and can be accepted no more.',
  'was-expired': 'Its time is over, and it can be accepted no more.',
  'only-accepted-asked': 'Only for an accepted share a server can be asked.',
  'only-accepted-listed': 'Only an accepted share has a listing.',

  // Other servers
  'not-a-server': 'Name a server like cloud.example or cloud.example:8443.',
  'not-a-sender': 'Name somebody like eve@cloud.example, or everybody there like @cloud.example.',
  'peer-unknown': 'Nobody here has dealt with {host} yet.',
  'peer-blocked-here': 'An administrator has blocked {peer}.',
  'peer-silent': '{peer} cannot be reached at present.',
  'peer-shows-not': '{peer} does not open this share at present. Ask whoever shared it, or remove it here.',
  'peer-did-a-part': '{peer} could do only a part of this.',
  'peer-unreliable': '{peer} gave an answer that cannot be relied on.',
  'peer-kept-not-all': 'The other server did not keep the whole file.',
  'peer-sent-other': 'What arrived is not the file that its server describes.',
  'peer-tells-no-length': 'The server of this share does not tell how long the file is.',
  'peer-cannot': '{peer} says: this cannot be done so, or not with this name.',
  'peer-forbids': '{peer} says: this is not allowed.',
  'peer-has-nothing': '{peer} says: nothing is there.',
  'peer-has-other': '{peer} says: this cannot be done with what is there.',
  'peer-lacks-folder': '{peer} says: the folder is not there.',
  'peer-has-changed': '{peer} says: it has changed.',
  'peer-too-large': '{peer} says: this is too large.',
  'peer-lacks-part': '{peer} says: that part does not exist.',
  'peer-locked': '{peer} says: it is locked.',
  'peer-full': '{peer} says: the owner has no room left.',
  'peer-status': '{peer} says: status {status}.',

  // Administration
  'key-published': 'A new key is published already, and signs two hours after it was made.',
  'setting-given': '{key} is given by {place}.',
  'no-such-cloud': 'No cloud of this name lives here.',
  'no-such-job': 'There is no such job; it may be done.',
  'job-being-run': 'It is being run, or was done just now. Look again.',
} as const satisfies Record<string, string>

/** The code of a reason. */
export type FaultReason = keyof typeof faultReasons

/** A reason of the catalogue with its values. */
export interface Because {
  readonly reason: FaultReason
  readonly params?: SentenceValues
  /** The reason in English. */
  readonly sentence: string
}

/** Says why: `fault('conflict', { because: because('address-of-other', { address }) })`. */
export function because<R extends FaultReason>(
  reason: R,
  ...[params]: ValuesFor<(typeof faultReasons)[R]>
): Because {
  return {
    reason,
    ...(params !== undefined && { params }),
    sentence: fillSentence(faultReasons[reason], params),
  }
}
