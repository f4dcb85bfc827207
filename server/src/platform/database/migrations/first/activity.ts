/** The tables of the room activity, as the first migration makes them. */
export const activityStatements = [
  `CREATE TABLE audit (
     id TEXT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     at BIGINT NOT NULL,
     actor_kind TEXT NOT NULL,
     actor TEXT NOT NULL,
     action TEXT NOT NULL,
     subject_kind TEXT NOT NULL,
     subject_id TEXT NOT NULL,
     detail TEXT NOT NULL
   )`,
  `CREATE INDEX audit_by_time ON audit (tenant_id, id)`,
  `CREATE INDEX audit_by_subject ON audit (tenant_id, subject_kind, subject_id, id)`,
  `CREATE TABLE user_notifications (
     id BIGINT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     user_id TEXT NOT NULL,
     kind TEXT NOT NULL,
     subject_kind TEXT NOT NULL,
     subject_id BIGINT NOT NULL,
     subject_name TEXT NOT NULL,
     actor TEXT NOT NULL,
     created_at BIGINT NOT NULL,
     read_at BIGINT
   )`,
  `CREATE INDEX user_notifications_of_user ON user_notifications (user_id, id)`,
  `CREATE INDEX user_notifications_of_subject ON user_notifications (subject_kind, subject_id)`,
  `CREATE INDEX user_notifications_by_age ON user_notifications (created_at)`,
]
