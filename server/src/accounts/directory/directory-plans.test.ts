import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { TenantId, UserId } from '../../platform/actor.ts'
import type { Database } from '../../platform/database/index.ts'
import { planOf } from '../../platform/database/testing/plan-of.ts'
import { openTemporaryDatabase } from '../../platform/database/testing/temporary-database.ts'
import { groupColumns, groupsBetween, userColumns, usersBetween } from './directory-repository.ts'

const tenant = 1 as TenantId
const asker = 'user-5' as UserId
const query = {
  tenant,
  asker,
  names: { from: 'name 77', below: 'name 78' },
  inGroupsOfAsker: false,
  limit: 10,
}

/** By which index each is to be found. */
const indexes = {
  username_key: /users_tenant_id_username_key_key|sqlite_autoindex_users_2/,
  display_name_key: /users_by_display_name|user_groups_by_display_name/,
  address_key: /user_emails_verified/,
  name_key: /user_groups_tenant_id_name_key_key|sqlite_autoindex_user_groups_2/,
}

test('among 10,000 users an index leads to those whose names begin so', async () => {
  await using database = await openTemporaryDatabase()
  await fill(database)
  for (const column of userColumns) {
    for (const inGroupsOfAsker of [false, true]) {
      const statement = usersBetween(database.read, column, { ...query, inGroupsOfAsker })
      const plan = await planOf(database, statement.compile())
      // Who is in few groups is also found by way of those.
      expect(plan).toMatch(
        inGroupsOfAsker ? new RegExp(`group_members|${indexes[column].source}`) : indexes[column],
      )
      expect(plan).not.toMatch(/SCAN (?:users|known_email|user_emails)|Seq Scan/)
    }
  }
})

test('among 10,000 groups an index leads to those whose names begin so', async () => {
  await using database = await openTemporaryDatabase()
  await fill(database)
  for (const column of groupColumns) {
    const plan = await planOf(database, groupsBetween(database.read, column, query).compile())
    expect(plan).toMatch(indexes[column])
    expect(plan).not.toMatch(/SCAN user_groups|Seq Scan/)
  }
})

async function fill({ write }: Database): Promise<void> {
  const numbers = Array.from({ length: 10_000 }, (_, number) => number)
  await write(async (tx) => {
    await tx
      .insertInto('tenants')
      .values({ id: tenant, host: 'cloud.example', public_url: 'https://cloud.example', created_at: 1 })
      .execute()
    for (let from = 0; from < numbers.length; from += 1000) {
      const batch = numbers.slice(from, from + 1000)
      await tx.insertInto('users').values(batch.map(userRow)).execute()
      await tx.insertInto('user_emails').values(batch.map(emailRow)).execute()
      await tx.insertInto('user_groups').values(batch.map(groupRow)).execute()
      await tx.insertInto('group_members').values(batch.map(memberRow)).execute()
    }
    for (const table of ['users', 'user_emails', 'user_groups', 'group_members']) {
      await sql`ANALYZE ${sql.table(table)}`.execute(tx)
    }
  })
}

/** What users and groups have in common. */
const namedRow = (number: number) => ({
  tenant_id: tenant,
  display_name: `name ${number}`,
  display_name_key: `name ${number}`,
  created_at: 1,
})

const userRow = (number: number) => ({
  ...namedRow(number),
  id: `user-${number}`,
  username: `name ${number}`,
  username_key: `name ${number}`,
  language: null,
  time_zone: null,
  admin: 0,
  disabled: 0,
})

const groupRow = (number: number) => ({
  ...namedRow(number),
  id: `group-${number}`,
  name: `name ${number}`,
  name_key: `name ${number}`,
})

const emailRow = (number: number) => ({
  user_id: `user-${number}`,
  tenant_id: tenant,
  address: `name ${number}@mail.example`,
  address_key: `name ${number}@mail.example`,
  is_primary: 1,
  verified_at: 1,
  token_hash: null,
  token_expires_at: null,
  created_at: 1,
})

/** Groups of 50. */
const memberRow = (number: number) => ({
  group_id: `group-${number % 200}`,
  user_id: `user-${number}`,
  joined_at: 1,
})
