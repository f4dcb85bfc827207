import type { Migration } from '../migrate.ts'
import * as first from './20261124t0600-first.ts'
import * as recipients from './20261124t0930-recipients.ts'
import * as trust from './20261124t0940-trust.ts'
import * as blockSums from './20261124t0945-block-sums.ts'
import * as formerUsernames from './20261124t1010-former-usernames.ts'
import * as signingKeys from './20261124t1020-signing-keys.ts'
import * as localOffers from './20261124t1030-local-offers.ts'
import * as indexRows from './20261124t1040-index-rows.ts'
import * as links from './20261124t1050-links.ts'
import * as validators from './20261124t1050-validators.ts'
import * as sharesOfPeople from './20261124t1055-shares-of-people.ts'
import * as setupLinks from './20261124t1235-setup-links.ts'
import * as directory from './20261124t1240-directory.ts'
import * as uploads from './20261124t1250-uploads.ts'
import * as mail from './20261124t1255-mail.ts'
import * as wholeUploads from './20261124t1310-whole-uploads.ts'

/** Every migration in the order in which they are applied. New ones are added at the end. */
export const migrations: readonly Migration[] = [
  { name: '20261124t0600-first', up: first.up },
  { name: '20261124t0930-recipients', up: recipients.up },
  { name: '20261124t0940-trust', up: trust.up },
  { name: '20261124t0945-block-sums', up: blockSums.up },
  { name: '20261124t1010-former-usernames', up: formerUsernames.up },
  { name: '20261124t1020-signing-keys', up: signingKeys.up },
  { name: '20261124t1030-local-offers', up: localOffers.up },
  { name: '20261124t1040-index-rows', up: indexRows.up },
  { name: '20261124t1050-links', up: links.up },
  { name: '20261124t1050-validators', up: validators.up },
  { name: '20261124t1055-shares-of-people', up: sharesOfPeople.up },
  { name: '20261124t1235-setup-links', up: setupLinks.up },
  { name: '20261124t1240-directory', up: directory.up },
  { name: '20261124t1250-uploads', up: uploads.up },
  { name: '20261124t1255-mail', up: mail.up },
  { name: '20261124t1310-whole-uploads', up: wholeUploads.up },
]
