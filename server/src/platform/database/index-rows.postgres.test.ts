import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTemporaryDatabase } from './testing/temporary-database.ts'

/** PostgreSQL 15, nbtree: a third of a page, less its overhead; a row that needs more is refused when it is written. */
const longestRow = 2704
/** A header, a number in each column that is no text, and what alignment adds. */
const overhead = 100

const uuid = 36
/** `ids.token(12)`. */
const instanceId = 12
/** SHA-256 in hexadecimal or base64url, and what is shorter. */
const digest = 64
/** A word of the program: a state, a kind, the name of a right. */
const word = 64
/** 64 characters; folding makes up to three of one, each of up to four bytes. */
const username = 64 * 4
const usernameKey = 3 * username
/** 200 characters, folded in the same way. */
const displayNameKey = 3 * 200 * 4
/** RFC 5321 allows 254 bytes; folding may lengthen them. */
const emailKey = 3 * 254
/** 253 bytes and a port. */
const host = 259
/** 1024 bytes as it is written; its host may grow when it is put into ASCII. */
const address = 1024 + host
/** Bytes that the receiver of a share takes (`providerId` of OCM). */
const providerId = 1024
/** A name in a tree of files. */
const nodeName = 255

/** Longest value that is ever written into a column that an index has, in bytes; ids of users are the same everywhere. */
const longest: Readonly<Record<string, number>> = {
  'allocators.name': word,
  'app_passwords.id': uuid,
  'app_passwords.secret_hash': digest,
  'attempts.address_hash': digest,
  'attempts.id': uuid,
  'attempts.name_hash': digest,
  'audit.action': word,
  'audit.actor': host,
  'audit.id': uuid,
  // 500 UTF-16 units.
  'audit.subject_id': 1500,
  'audit.subject_kind': word,
  'blocked_senders.address': address,
  'contents.blob_id': uuid,
  'dead_blobs.blob_id': uuid,
  'former_usernames.username_key': usernameKey,
  'group_members.group_id': uuid,
  'installation.instance_id': instanceId,
  'job_peers.peer': host,
  'jobs.id': uuid,
  'jobs.order_key': word,
  'jobs.peer': host,
  'jobs.state': word,
  'known_peers.host': host,
  'locks.token': 64,
  'mail_letters.cause': uuid,
  'mail_letters.id': uuid,
  'mail_letters.kind': word,
  'mail_letters.mailbox': digest,
  'migrations.name': word,
  'mounts.source_kind': word,
  // Each of them in bytes; PROPPATCH with a longer one is refused.
  'node_properties.name': 1000,
  'node_properties.namespace': 1000,
  'nodes.name': nodeName,
  'notification_choices.kind': word,
  'password_links.token_hash': digest,
  'peer_rules.host': host,
  'peers.host': host,
  'received_shares.peer': host,
  'received_shares.provider_id': providerId,
  'received_shares.secret_lookup': digest,
  'received_shares.state': word,
  // `kind:path:`, and a path of up to 2000 bytes or its digest.
  'remote_nodes.key': 2012,
  'remote_nodes.name': nodeName,
  // Characters of up to four bytes.
  'remote_nodes.substr(parent_path, 1, 500)': 500 * 4,
  'replay_marks.mark': 128,
  'request_counts.subject': 32 + host,
  'rights.right_name': word,
  'rights.subject_id': uuid,
  'rights.subject_kind': word,
  'sessions.id': uuid,
  'sessions.secret_hash': digest,
  'settings.key': word,
  'setup_links.token_hash': digest,
  // The id and the entity tag of a file here: two numbers.
  'share_link_downloads.contents': word,
  'share_link_downloads.visitor': digest,
  'share_links.token_lookup': digest,
  'shares.recipient': address,
  'shares.recipient_id': uuid,
  'shares.recipient_kind': word,
  'shares.secret_lookup': digest,
  'signing_keys.kid': host + 1 + instanceId,
  'space_members.member_id': uuid,
  'space_members.member_kind': word,
  'tenants.host': host,
  'tokens.id': uuid,
  'tokens.token_hash': digest,
  'uploads.blob_id': uuid,
  'uploads.id': uuid,
  'user_emails.address_key': emailKey,
  'user_emails.token_hash': digest,
  'user_groups.display_name_key': displayNameKey,
  'user_groups.id': uuid,
  'user_groups.name_key': usernameKey,
  'user_notifications.subject_kind': word,
  'users.display_name_key': displayNameKey,
  'users.id': uuid,
  'users.username_key': usernameKey,
}

function lengthOf(name: string): number | undefined {
  return /\.([a-z]+_)?user_id$/.test(name) ? uuid : longest[name]
}

test('the longest row of every index has room on PostgreSQL', async () => {
  await using database = await openTemporaryDatabase()
  const { rows } = await sql<{ index: string; table: string; parts: string }>`
    SELECT indexes.relname AS index, tables.relname AS table,
      string_agg(pg_get_indexdef(indexes.oid, columns.attnum, true), '|' ORDER BY columns.attnum) AS parts
    FROM pg_index
      JOIN pg_class indexes ON indexes.oid = pg_index.indexrelid
      JOIN pg_class tables ON tables.oid = pg_index.indrelid
      JOIN pg_attribute columns ON columns.attrelid = indexes.oid
    WHERE tables.relnamespace = current_schema()::regnamespace AND columns.atttypid = 'text'::regtype
    GROUP BY 1, 2`.execute(database.read)
  expect(rows.length).toBeGreaterThan(60)
  const found = new Set<string>()
  for (const { index, table, parts } of rows) {
    const names = parts.split('|').map((part) => `${table}.${part}`)
    for (const name of names) found.add(name)
    const bytes = names.reduce((sum, name) => sum + (lengthOf(name) ?? 0), overhead)
    expect(bytes, `${index}: ${names.join(', ')}`).toBeLessThanOrEqual(longestRow)
  }
  const unknown = [...found].filter((name) => lengthOf(name) === undefined)
  expect(unknown, 'how long can they get?').toEqual([])
  expect(
    Object.keys(longest).filter((name) => !found.has(name)),
    'no index has them',
  ).toEqual([])
})
